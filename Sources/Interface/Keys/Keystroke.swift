/// A key as a terminal reports it, free of any terminal library.
public enum Keystroke: Hashable, Sendable {
  /// A character was typed.
  case character(Character)
  /// Control and a letter, given in lower case.
  case control(Character)
  /// An arrow key.
  case up, down, left, right
  /// Shift and an arrow key.
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// Keys that move far.
  case home, end, pageUp, pageDown
  /// Tab, and shift with it.
  case tab, backTab
  /// Keys that end or mend what is typed.
  case enter, escape, backspace, delete
  /// A function key by its number.
  case function(Int)

  /// The key as help and footer write it: “←”, “⇧→”, “^L”, “Tab”.
  public var name: String { names.symbol }

  /// The key in ASCII: “Left”, “Shift-Right”, “Ctrl-L”, “Tab”.
  public var asciiName: String { names.ascii }

  private var names: (symbol: String, ascii: String) {
    switch self {
    case .character(" "): ("Space", "Space")
    case .character(let character): (String(character), String(character))
    case .control(let letter): ("^\(letter.uppercased())", "Ctrl-\(letter.uppercased())")
    case .up: ("↑", "Up")
    case .down: ("↓", "Down")
    case .left: ("←", "Left")
    case .right: ("→", "Right")
    case .shiftUp: ("⇧↑", "Shift-Up")
    case .shiftDown: ("⇧↓", "Shift-Down")
    case .shiftLeft: ("⇧←", "Shift-Left")
    case .shiftRight: ("⇧→", "Shift-Right")
    case .home: ("Home", "Home")
    case .end: ("End", "End")
    case .pageUp: ("PgUp", "PgUp")
    case .pageDown: ("PgDn", "PgDn")
    case .tab: ("Tab", "Tab")
    case .backTab: ("⇧Tab", "Shift-Tab")
    case .enter: ("Enter", "Enter")
    case .escape: ("Esc", "Esc")
    case .backspace: ("Backspace", "Backspace")
    case .delete: ("Del", "Del")
    case .function(let number): ("F\(number)", "F\(number)")
    }
  }
}
