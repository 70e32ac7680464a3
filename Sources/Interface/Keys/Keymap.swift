/// The one table of keys; the help, the footer and the manual are made from it.
public struct Keymap: Sendable {
  /// Every binding, in the order the help shows them.
  public let bindings: [Binding]
  private let actions: [KeyMode: [Keystroke: Action]]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var actions: [KeyMode: [Keystroke: Action]] = [:]
    for binding in bindings {
      for key in binding.keys { actions[binding.mode, default: [:]][key] = binding.action }
    }
    self.actions = actions
  }

  /// What a key means; nil when it means nothing.
  public func action(for key: Keystroke, in mode: KeyMode) -> Action? {
    if let action = actions[mode]?[key] { return action }
    if mode == .prompt, case .character(let character) = key { return .type(character) }
    return nil
  }

  /// The bindings of a group and mode, in order.
  public func bindings(of group: Binding.Group, in mode: KeyMode = .normal) -> [Binding] {
    bindings.filter { $0.group == group && $0.mode == mode }
  }

  /// The first binding of an action among the panels' keys.
  func binding(of action: Action, in mode: KeyMode = .normal) -> Binding? {
    bindings.first { $0.mode == mode && $0.action == action }
  }

  /// The name of the first key of an action in a mode; empty where none is bound.
  static func keyName(of action: Action, in mode: KeyMode, isASCII: Bool) -> String {
    let key = standard.binding(of: action, in: mode)?.keys.first
    return key.map { isASCII ? $0.asciiName : $0.name } ?? ""
  }
}
