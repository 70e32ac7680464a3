import VMSA

/// Everyone and everything a timeline tells of: what does not change from instant to instant.
///
/// Changes and events refer to its members by index. A member may be born or die within the
/// timeline; the ``MachineState`` says whether it lives, the cast says who it is.
public struct Cast: Sendable {
  /// The threads, in order of appearance.
  public var threads: [ThreadInfo] = []
  /// The names of the event kinds, in order of appearance.
  public var eventKinds: [String] = []
  /// The locks, in order of appearance.
  public var locks: [LockInfo] = []
  /// Which thread claims which lock; the subjects of holds and waits.
  public var claims: [ClaimInfo] = []
  /// The virtual machines, in order of appearance.
  public var machines: [VirtualMachineInfo] = []
  /// The translation roots.
  public var roots: [RootInfo] = []
  /// The translation tables, each with its range of entry slots.
  public var tables: [TableInfo] = []
  /// The faults taken, by the event that told of them.
  public var faults: [FaultRecord] = []
  /// The traced calls of kernel functions, by the event of their entry.
  public var calls: [CallRecord] = []
  /// The notifier invalidations.
  public var invalidations: [InvalidationRecord] = []
  /// The memslots told of.
  public var memslots: [MemslotRecord] = []
  /// The counters, such as a VM's `mmu_invalidate_seq`.
  public var counters: [CounterInfo] = []
  /// How many entry slots the tables have together.
  public var slotCount = 0

  /// An empty cast.
  public init() {}

  /// The table an entry slot belongs to; nil when no table has it.
  ///
  /// O(log tables): slots are handed out in table order.
  public func table(ofSlot slot: Int) -> Int? {
    var low = 0
    var high = tables.count
    while low < high {
      let middle = (low + high) / 2
      if tables[middle].firstSlot + tables[middle].entryCount <= slot {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < tables.count && tables[low].firstSlot <= slot ? low : nil
  }

  /// The first input address an entry slot translates; nil when no table has it.
  public func inputAddress(ofSlot slot: Int) -> UInt64? {
    guard let index = table(ofSlot: slot) else { return nil }
    return tables[index].inputAddress(ofEntry: slot - tables[index].firstSlot)
  }

  /// The name of a thread as the recording prints it, “comm-pid”.
  public func threadName(_ index: Int) -> String {
    threads.indices.contains(index) ? threads[index].name : "?"
  }
}
