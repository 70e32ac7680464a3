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
  public var faults = SegmentedArray<FaultRecord>()
  /// The traced calls of kernel functions, by the event of their entry.
  public var calls = SegmentedArray<CallRecord>()
  /// The notifier invalidations.
  public var invalidations = SegmentedArray<InvalidationRecord>()
  /// The memslots told of.
  public var memslots: [MemslotRecord] = []
  /// The counters, such as a VM's `mmu_invalidate_seq`.
  public var counters: [CounterInfo] = []
  /// How many entry slots the tables have together, each table's rounded up to whole pages.
  public private(set) var slotCount = 0
  /// The table each page of slots belongs to.
  private var tableOfPage: [UInt32] = []

  /// An empty cast.
  public init() {}

  /// Hands out slots to the table that joined last.
  mutating func addSlots(ofTable table: Int, _ count: Int) {
    let pageCount = (max(count, 1) + EntryPage.length - 1) >> EntryPage.shift
    slotCount += pageCount << EntryPage.shift
    tableOfPage.append(contentsOf: repeatElement(UInt32(table), count: pageCount))
  }

  /// The table an entry slot belongs to; nil when no table has it.
  public func table(ofSlot slot: Int) -> Int? {
    guard slot >= 0, slot >> EntryPage.shift < tableOfPage.count else { return nil }
    let table = Int(tableOfPage[slot >> EntryPage.shift])
    return slot - tables[table].firstSlot < tables[table].entryCount ? table : nil
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
