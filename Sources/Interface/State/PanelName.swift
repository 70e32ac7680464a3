/// The panels of the screen.
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
  /// What each thread of a simulation is about to do; for simulations only.
  case threads
  /// The same in another edition of the kernel, while one is compared.
  case compared

  /// The name in the panel's border.
  public var title: String {
    switch self {
    case .walk: "Walk"
    case .locks: "Locks"
    case .fault: "Fault"
    case .why: "Why"
    case .tables: "Tables"
    case .events: "Events"
    case .threads: "Threads"
    case .compared: "Compare"
    }
  }

  /// The panels of a recording, in the order of their digits.
  static let ofRecordings: [PanelName] = [.walk, .locks, .fault, .why, .tables, .events]
  /// The panels of a simulation, in the order of their digits.
  static let ofSimulations: [PanelName] = [
    .threads, .walk, .locks, .why, .tables, .events, .fault, .compared,
  ]

  /// The panel some steps further on in a row, around its end; from outside it, the first or last.
  func advanced(by steps: Int, in row: [PanelName]) -> PanelName {
    guard let place = row.firstIndex(of: self) else {
      return (steps > 0 ? row.first : row.last) ?? self
    }
    return row[((place + steps) % row.count + row.count) % row.count]
  }
}
