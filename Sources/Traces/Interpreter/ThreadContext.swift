import Machine
import VMSA

/// What the interpreter remembers of a thread between its events.
struct ThreadContext {
  /// The traced calls it is in, outermost first.
  var calls: [OpenCall] = []
  /// The fault it handles, an index into ``Cast/faults``.
  var fault: Int?
  /// What has happened in that fault so far.
  var progress = FaultProgress()
  /// The work on stage-2 tables it is in.
  var operation: Stage2Operation?
  /// Entries the relax call it is in will have changed when it returns 0.
  var relaxed: [(slot: Int, new: UInt64)] = []
  /// The invalidations it began and has not ended, latest last.
  var invalidations: [Int] = []
  /// The lock whose slow path it is in, and for what.
  var slowPath: SlowPath?
  /// The claim `contention_begin` told of.
  var contendedClaim: Int?
  /// The mmap_lock it wants, an index into ``Cast/locks``.
  var wantedMemoryMapLock: Int?
  /// The mmu_lock claim it got in the slow path and, as far as is known, still holds.
  var slowPathHold: Int?
  /// The virtual machine it last worked for.
  var machine: Int?

  /// A traced call that has not returned.
  struct OpenCall {
    var function: KernelFunction
    /// An index into ``Cast/calls``.
    var record: Int
    /// The claim that this call shows to be held, and that ends with it.
    var claim: Int?
  }

  /// A lock's slow path entered.
  struct SlowPath {
    var mode: LockClaim.Mode
    /// The lock, an index into ``Cast/locks``.
    var lock: Int
  }

  /// What a fault's outcome is worked out from.
  struct FaultProgress {
    var mapReturned: Int?
    var mapBytes: UInt64 = 0
    var relaxReturned: Int?
    var madeYoung = false
    var emulated = false
  }
}

/// A call that walks a stage-2 tree, as the walker's visits go by.
struct Stage2Operation {
  var function: KernelFunction
  /// An index into ``Cast/machines``.
  var machine: Int
  /// The input addresses asked for.
  var addresses: Range<UInt64>
  /// The event of the call's entry.
  var event: Int
  /// The output address of a map call.
  var output: UInt64 = 0
  /// `prot` of a map or relax call.
  var protection = LeafTemplate.Protection()
  /// Whether an age call makes entries old.
  var makesOld = false
  /// The leaf entry last visited, which a map call turns into a leaf or a table.
  var pending: PendingEntry?
  /// The block being split, an entry slot, and the page its parts are written to.
  var splitSlot: Int?
  var splitPage: UInt64?
  /// A table whose last visited entry may have emptied it.
  var lastTableSlot: Int?
}

/// An entry a map call is about to make.
struct PendingEntry {
  var slot: Int
  var address: UInt64
  var level: Level
  /// Whether a block takes the place of a table, whose entries may still be visited on the way.
  var replacesTable: Bool
}
