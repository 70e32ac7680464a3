extension Keymap {
  /// A short reminder of some keys: “←→ step”.
  struct Hint: Hashable, Sendable {
    var actions: [Action]
    var word: String
  }

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

  /// The reminders that fit a number of columns, separated by dots.
  func footer(columns: Int, isASCII: Bool) -> String {
    var hints = Keymap.hints
    var text = Keymap.text(of: hints, in: self, isASCII: isASCII)
    for word in Keymap.dispensable where text.count > columns {
      hints.removeAll { $0.word == word }
      text = Keymap.text(of: hints, in: self, isASCII: isASCII)
    }
    return text
  }

  private static func text(of hints: [Hint], in keymap: Keymap, isASCII: Bool) -> String {
    hints.map { hint in
      let keys = hint.actions.compactMap { keymap.binding(of: $0)?.keys.first }
      return joined(keys, isASCII: isASCII) + " " + hint.word
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
