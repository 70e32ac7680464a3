import Screen

/// Something typed at a terminal: text, or a key that sends more than a character.
public enum TypedKey: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Characters, as they are.
  case text(String)
  /// A letter with Control held.
  case control(Character)
  /// A character with Alt held.
  case alt(Character)
  /// The arrow keys.
  case up, down, left, right
  /// The arrow keys with Shift held.
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// The keys that move far.
  case home, end, pageUp, pageDown
  /// The keys with control characters of their own.
  case tab, enter, escape, backspace
  /// Tab with Shift held, and the key that removes.
  case backTab, delete
  /// A click of the left button, if the program asked for mouse reports.
  case click(Point)
  /// The wheel turned towards the person at a cell.
  case scrollDown(Point)
  /// Text from the clipboard, bracketed if the program asked for it.
  case paste(String)

  /// Text, as it is.
  public init(stringLiteral value: String) { self = .text(value) }

  /// What an xterm sends for it, given the modes the program has set.
  func bytes(modes: Set<Int>) -> [UInt8] { Array(characters(modes: modes).utf8) }

  private func characters(modes: Set<Int>) -> String {
    let arrow = modes.contains(1) ? "\u{1b}O" : "\u{1b}["
    switch self {
    case .text(let text): return text
    case .control(let letter):
      let code = (letter.asciiValue ?? 0) & 0x1f
      return String(Unicode.Scalar(code))
    case .alt(let character): return "\u{1b}\(character)"
    case .up: return arrow + "A"
    case .down: return arrow + "B"
    case .right: return arrow + "C"
    case .left: return arrow + "D"
    case .home: return arrow + "H"
    case .end: return arrow + "F"
    case .shiftUp: return "\u{1b}[1;2A"
    case .shiftDown: return "\u{1b}[1;2B"
    case .shiftRight: return "\u{1b}[1;2C"
    case .shiftLeft: return "\u{1b}[1;2D"
    case .pageUp: return "\u{1b}[5~"
    case .pageDown: return "\u{1b}[6~"
    case .delete: return "\u{1b}[3~"
    case .backTab: return "\u{1b}[Z"
    case .tab: return "\t"
    case .enter: return "\r"
    case .escape: return "\u{1b}"
    case .backspace: return "\u{7f}"
    case .click(let point):
      guard modes.contains(1006) else { return "" }
      let place = "\(point.x + 1);\(point.y + 1)"
      return "\u{1b}[<0;\(place)M\u{1b}[<0;\(place)m"
    case .scrollDown(let point):
      return modes.contains(1006) ? "\u{1b}[<65;\(point.x + 1);\(point.y + 1)M" : ""
    case .paste(let text):
      return modes.contains(2004) ? "\u{1b}[200~\(text)\u{1b}[201~" : text
    }
  }
}
