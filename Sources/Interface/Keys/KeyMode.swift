/// What the screen is showing, on which the meaning of keys depends.
public enum KeyMode: CaseIterable, Hashable, Sendable {
  /// The panels.
  case normal
  /// The panels of a simulation.
  case stepping
  /// The panels, and a line being typed.
  case prompt
  /// The help.
  case help
  /// A report or history.
  case report
  /// Questions to the explorer.
  case exploring
  /// A note that the terminal is too small.
  case tooSmall

  /// Whether the panels are shown and take keys.
  var showsPanels: Bool { self == .normal || self == .stepping }

  /// The heading of its keys in the documentation.
  public var title: String {
    switch self {
    case .normal: "Keys"
    case .stepping: "Keys while stepping through a scenario"
    case .prompt: "While typing"
    case .help: "In this help"
    case .report: "In a report or history"
    case .exploring: "While exploring every order"
    case .tooSmall: "On a terminal that is too small"
    }
  }
}
