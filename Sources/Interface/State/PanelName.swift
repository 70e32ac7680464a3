/// The panels of the screen, in the order in which Tab goes through them.
public enum PanelName: Int, CaseIterable, Hashable, Sendable {
  /// The walk of one address through the tables.
  case walk
  /// Who holds and who waits for which lock.
  case locks
  /// The fault a thread is in, or was in last.
  case fault
  /// Why this is so, in prose.
  case why
  /// What is mapped, as a map of the address space.
  case tables
  /// The events around the current one.
  case events

  /// The name in the panel's border.
  public var title: String {
    switch self {
    case .walk: "Walk"
    case .locks: "Locks"
    case .fault: "Fault"
    case .why: "Why"
    case .tables: "Tables"
    case .events: "Events"
    }
  }

  /// The panel some steps further on, around the end.
  func advanced(by steps: Int) -> PanelName {
    let count = PanelName.allCases.count
    return PanelName.allCases[((rawValue + steps) % count + count) % count]
  }
}
