extension Keymap {
  /// A short reminder of some keys: “←→ step”.
  struct Hint: Hashable, Sendable {
    var actions: [Action]
    var word: String
  }

  private static let steppingHints: [Hint] = [
    Hint(actions: [.step(-1), .step(1)], word: "back, on"),
    Hint(actions: [.stepChosen(way: 0)], word: "step thread"),
    Hint(actions: [.chooseThread(1)], word: "choose thread"),
    Hint(actions: [.runToEnd], word: "run"),
    Hint(actions: [.runToHandOver], word: "next lock"),
    Hint(actions: [.nextWrite], word: "next write"),
    Hint(actions: [.explore], word: "explore"),
    Hint(actions: [.changeEdition(1)], word: "edition"),
    Hint(actions: [.toggleComparison], word: "compare"),
    Hint(actions: [.nextPanel], word: "panel"),
    Hint(actions: [.beginCommand], word: "command"),
    Hint(actions: [.toggleHelp], word: "help"),
    Hint(actions: [.quit], word: "quit"),
  ]

  private static let hints: [Hint] = [
    Hint(actions: [.step(-1), .step(1)], word: "step"),
    Hint(actions: [.previousFault, .nextFault], word: "fault"),
    Hint(actions: [.nextWrite], word: "table write"),
    Hint(actions: [.nextPanel], word: "panel"),
    Hint(actions: [.beginSearch], word: "search"),
    Hint(actions: [.beginCommand], word: "command"),
    Hint(actions: [.togglePlay], word: "play"),
    Hint(actions: [.nextThread], word: "thread"),
    Hint(actions: [.zoom], word: "zoom"),
    Hint(actions: [.toggleHelp], word: "help"),
    Hint(actions: [.quit], word: "quit"),
  ]

  /// The order in which hints are given up when there isn't room for all.
  private static let dispensable = ["zoom", "thread", "play", "table write", "panel", "fault"]
  private static let steppingDispensable = [
    "compare", "panel", "next write", "next lock", "edition", "command", "choose thread",
    "run", "explore",
  ]

  /// The reminders that fit a number of columns, separated by dots.
  func footer(columns: Int, isASCII: Bool, mode: KeyMode = .normal) -> String {
    var hints = mode == .stepping ? Keymap.steppingHints : Keymap.hints
    var text = self.text(of: hints, in: mode, isASCII: isASCII)
    let dispensable = mode == .stepping ? Keymap.steppingDispensable : Keymap.dispensable
    for word in dispensable where text.count > columns {
      hints.removeAll { $0.word == word }
      text = self.text(of: hints, in: mode, isASCII: isASCII)
    }
    return text
  }

  private func text(of hints: [Hint], in mode: KeyMode, isASCII: Bool) -> String {
    hints.map { hint in
      let keys = hint.actions.compactMap { binding(of: $0, in: mode)?.keys.first }
      return Keymap.joined(keys, isASCII: isASCII) + " " + hint.word
    }.joined(separator: " · ")
  }

  /// Arrows stand together and share a shift: “⇧←→”.
  private static func joined(_ keys: [Keystroke], isASCII: Bool) -> String {
    switch (keys, isASCII) {
    case ([.left, .right], true): "Left/Right"
    case ([.shiftLeft, .shiftRight], true): "H/L"
    case ([.shiftLeft, .shiftRight], false): "⇧←→"
    default: keys.map { isASCII ? $0.asciiName : $0.name }.joined()
    }
  }
}
