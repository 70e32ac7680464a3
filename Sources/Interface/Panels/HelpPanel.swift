import Screen

/// Every key and command with what it does, made from the keymap and the list of commands.
struct HelpPanel: ScrollingPanel {
  let isASCII: Bool
  /// What the reading of the recording met, which is also said before the first event.
  var notes: [String] = []
  var scroll = 0

  /// The columns of keys and commands, before what they do.
  private static let keyColumns = 30

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    var lines: [Line] = []
    for group in Binding.Group.allCases {
      lines.append(Line(group.rawValue, .strong))
      lines += rows(Keymap.standard.bindings(of: group))
      lines.append(.blank)
    }
    lines.append(Line("Commands, after :", .strong))
    lines += Command.helpLines.map {
      [Word("  " + $0.usage.column(HelpPanel.keyColumns), .label), Word($0.words)]
    }
    for mode in KeyMode.allCases where mode != .normal {
      lines += [.blank, Line(mode.title, .strong)]
      lines += rows(Keymap.standard.bindings.filter { $0.mode == mode })
    }
    return lines + [.blank] + HelpPanel.signs(width: size.columns) + recordingLines(size)
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
  private static func signs(width: Int) -> [Line] {
    let meanings = [
      ("◆", "changed by the current event"), ("▶", "the current event"), ("›", "a chosen event"),
      ("●", "the call a thread is in now"), ("○", "a call still to come"),
      ("observed or obs", "a line of the recording says so"),
      ("inferred or inf", "it follows from such lines by a rule; Why names the rule"),
      ("free", "no hold of the lock is known; holds nobody waited for may not be recorded"),
      ("waits!", "the kernel itself reported the wait (contention)"),
      ("mouse", "a click focuses a panel or goes to an event, the wheel scrolls"),
    ]
    return [Line("Signs", .strong)]
      + meanings.map { [Word("  " + $0.0.column(HelpPanel.keyColumns), .label), Word($0.1)] }
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
