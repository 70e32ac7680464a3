/// A thread that acts in a timeline.
public struct ThreadInfo: Hashable, Sendable {
  /// Its command name, as recorded; may hold any bytes but is always shown made safe.
  public var command: String
  /// Its thread id; nil for a simulated one.
  public var identifier: Int?
  /// Whether it was seen entering a guest.
  public var isVirtualCPU = false

  /// “comm-pid”, as the kernel's trace prints it; the plain name of a simulated thread.
  public var name: String { identifier.map { "\(command)-\($0)" } ?? command }

  /// Makes a thread.
  public init(command: String, identifier: Int?) {
    self.command = command
    self.identifier = identifier
  }
}

/// A virtual machine, known by the kernel addresses it was seen with.
public struct VirtualMachineInfo: Hashable, Sendable {
  /// `struct kvm`, where recorded.
  public var kvm: UInt64?
  /// Its `struct kvm_s2_mmu`, where recorded.
  public var mmu: UInt64?
  /// Its `struct kvm_pgtable`, where recorded.
  public var pageTable: UInt64?
  /// Its stage-2 translation root, an index into ``Cast/roots``.
  public var root: Int?
  /// Its mmu_lock, an index into ``Cast/locks``.
  public var lock: Int?
  /// The counter of its `mmu_invalidate_seq`, as advances since the recording began.
  public var sequenceCounter: Int
  /// The counter of its `mmu_invalidate_in_progress`.
  public var inProgressCounter: Int
  /// The first event that tells of it.
  public var firstEvent: Int

  /// Makes a virtual machine of which only its counters are known.
  public init(sequenceCounter: Int, inProgressCounter: Int, firstEvent: Int) {
    self.sequenceCounter = sequenceCounter
    self.inProgressCounter = inProgressCounter
    self.firstEvent = firstEvent
  }
}

/// A number that the kernel keeps and a timeline follows.
public struct CounterInfo: Hashable, Sendable {
  /// The kernel's name of it.
  public var name: String
  /// The virtual machine it belongs to, if any: an index into ``Cast/machines``.
  public var machine: Int?

  /// Makes a counter.
  public init(name: String, machine: Int?) {
    self.name = name
    self.machine = machine
  }
}
