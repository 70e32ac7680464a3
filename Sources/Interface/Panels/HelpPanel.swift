import KVM
import Screen

/// Every key and command with what it does, made from the keymap and the list of commands.
struct HelpPanel: ScrollingPanel {
  let isASCII: Bool
  /// Whose keys: those of a recording or of a simulation.
  var mode = KeyMode.normal
  /// What the reading of the recording met, which is also said before the first event.
  var notes: [String] = []
  var scroll = 0

  /// The columns of keys and commands, before what they do.
  private static let keyColumns = 30

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    var lines: [Line] = []
    for group in Binding.Group.allCases {
      let own = Keymap.standard.bindings(of: group, in: mode)
      guard !own.isEmpty else { continue }
      lines.append(Line(group.rawValue, .strong))
      lines += rows(own)
      lines.append(.blank)
    }
    lines.append(Line("Commands, after :", .strong))
    let commands = mode == .stepping ? Command.steppingHelpLines : Command.helpLines
    lines += commands.map {
      [Word("  " + $0.usage.column(HelpPanel.keyColumns), .label), Word($0.words)]
    }
    for mode in KeyMode.allCases where !mode.showsPanels {
      lines += [.blank, Line(mode.title, .strong)]
      lines += rows(Keymap.standard.bindings.filter { $0.mode == mode })
    }
    let signs = mode == .stepping ? HelpPanel.steppingSigns : HelpPanel.signs
    lines += [.blank, Line("Signs", .strong)]
    lines += signs.map { [Word("  " + $0.0.column(HelpPanel.keyColumns), .label), Word($0.1)] }
    if mode == .stepping { lines += [.blank] + HelpPanel.rules(width: size.columns) }
    return lines + recordingLines(size)
  }

  private func recordingLines(_ size: Size) -> [Line] {
    guard !notes.isEmpty else { return [] }
    return [.blank, Line("This recording", .strong)]
      + notes.flatMap { Prose.item(Word(" ·", .label), $0, width: size.columns) }
  }

  private func rows(_ bindings: [Binding]) -> [Line] {
    bindings.map { binding in
      let names = binding.keyNames(isASCII: isASCII).column(HelpPanel.keyColumns)
      return [Word("  " + names, .label), Word(binding.words)]
    }
  }

  /// What the signs on the screen mean.
  private static let signs = [
    ("◆", "changed by the current event"), ("▶", "the current event"), ("›", "a chosen event"),
    ("●", "the call a thread is in now"), ("○", "a call still to come"),
    ("observed or obs", "a line of the recording says so"),
    ("inferred or inf", "it follows from such lines by a rule; Why names the rule"),
    ("free", "no hold of the lock is known; holds nobody waited for may not be recorded"),
    ("waits!", "the kernel itself reported the wait (contention)"),
    ("mouse", "a click focuses a panel or goes to an event, the wheel scrolls"),
  ]

  private static let steppingSigns = [
    ("▶", "in Threads the chosen thread, in Events the last step"),
    ("◆", "changed by the last step; in Threads who took it"), ("!", "waits, or a caution"),
    ("✗", "a rule is violated"),
    ("F11", "a step's label; F: fault, N: invalidation, X: exit, W: walk of user tables"),
    ("simulated", "our model of the kernel did it, not a real machine"),
    ("analysis", "our own reasoning, not read in a source"),
    ("[mem]", "known from memory, not looked up in a source"),
    ("mouse", "a click focuses a panel or goes to a step, the wheel scrolls"),
  ]

  /// The rules that runs are judged by.
  private static func rules(width: Int) -> [Line] {
    [Line("Rules", .strong)]
      + InvariantRule.allCases.map {
        [Word("  " + $0.rawValue.column(keyColumns), .label), Word($0.sentence)]
      }
  }
}

extension Keymap {
  static let helpTitle = "a time machine for arm64 page tables"

  /// How to leave and move in the help.
  static func helpFooter(isASCII: Bool) -> String {
    let keys = standard.bindings.filter { $0.mode == .help }
    func name(_ action: Action) -> String {
      guard let key = keys.first(where: { $0.action == action })?.keys.first else { return "" }
      return isASCII ? key.asciiName : key.name
    }
    return "\(name(.scroll(-1))) \(name(.scroll(1))) scroll · \(name(.toggleHelp)) closes"
  }
}
