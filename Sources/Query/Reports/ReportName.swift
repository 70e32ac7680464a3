import Machine

/// The reports there are.
public enum ReportName: String, CaseIterable, Hashable, Sendable {
  case faults, outcomes, blocks, reasons, pages, maps, locks, waits, facts

  /// What it lists, in one line.
  public var words: String {
    switch self {
    case .faults: "every fault: who, where, how it ended and how long it took"
    case .outcomes: "faults by how they ended, with the least, middle and longest times"
    case .blocks: "every fault mapped by less than a block, and why"
    case .reasons: "how many faults each reason kept from a block"
    case .pages: "pages by how many faults they took, and how near others are"
    case .maps: "every block and page entered into a table"
    case .locks: "every lock: holds, waits and the longest of each"
    case .waits: "waits for locks, the longest first, and who held the lock"
    case .facts: "what is told and how it is known: how often observed, how often by which rule"
    }
  }

  /// The report of a timeline.
  ///
  /// - Parameter filter: only what happens at events that satisfy it: faults and mappings at
  ///   theirs, waits where they begin; locks are always counted whole.
  public func table(_ timeline: Timeline, filter: EventFilter? = nil) -> ReportTable {
    let isWanted = { (event: Int) -> Bool in
      guard let filter, (0..<timeline.count).contains(event) else { return filter == nil }
      return filter.matches(eventAt: event, in: timeline)
    }
    switch self {
    case .faults: return .faults(timeline, where: isWanted)
    case .outcomes: return .outcomes(timeline, where: isWanted)
    case .blocks: return .blocks(timeline, where: isWanted)
    case .reasons: return .reasons(timeline, where: isWanted)
    case .pages: return .pages(timeline, where: isWanted)
    case .maps: return .maps(timeline, where: isWanted)
    case .locks: return .locks(timeline)
    case .waits: return .waits(timeline, where: isWanted)
    case .facts: return .facts(timeline, where: isWanted)
    }
  }
}
