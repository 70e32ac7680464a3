import Screen

/// Something done with the mouse at one cell of the screen.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    /// A button went down.
    case press(Button)
    /// A button came up.
    case release(Button)
    /// The mouse moved with a button held.
    case drag(Button)
    /// The wheel turned away from the person.
    case scrollUp
    /// The wheel turned towards the person.
    case scrollDown
  }

  /// A button of the mouse.
  public enum Button: Hashable, Sendable {
    /// The one under the index finger.
    case left
    /// The wheel, usually.
    case middle
    /// The one for menus.
    case right
  }

  /// What was done.
  public var action: Action
  /// The cell, counted from the upper left one.
  public var position: Point
  /// Whether Shift was held.
  public var isShifted: Bool

  /// An event at `position`.
  public init(_ action: Action, at position: Point, isShifted: Bool = false) {
    self.action = action
    self.position = position
    self.isShifted = isShifted
  }
}

extension MouseEvent {
  /// Reads what follows `ESC [ <` in xterm's SGR encoding: button, column, row, `M` or `m`.
  ///
  /// Nil for anything malformed and for buttons beyond the first three.
  init?(report: some Sequence<UInt8>) {
    var numbers = [0]
    var final: UInt8 = 0
    for byte in report {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = numbers.removeLast()
        guard number < 100_000 else { return nil }
        numbers.append(number * 10 + Int(byte - UInt8(ascii: "0")))
      case UInt8(ascii: ";"): numbers.append(0)
      default: final = byte
      }
    }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
    guard let action = Action(code: numbers[0], isRelease: final == UInt8(ascii: "m")) else {
      return nil
    }
    self.init(
      action, at: Point(numbers[1] - 1, numbers[2] - 1), isShifted: numbers[0] & 4 != 0)
  }
}

extension MouseEvent {
  /// An X10 report; it doesn't tell which button was released, so it is taken for the left one.
  init?(legacyCode code: Int, column: Int, row: Int) {
    guard code >= 0, column > 0, row > 0 else { return nil }
    let isRelease = code & 0b1100_0011 == 3
    guard let action = Action(code: isRelease ? code & ~3 : code, isRelease: isRelease) else {
      return nil
    }
    self.init(action, at: Point(column - 1, row - 1), isShifted: code & 4 != 0)
  }
}

extension MouseEvent.Action {
  fileprivate init?(code: Int, isRelease: Bool) {
    // Bits 2–4 are the modifier keys, bit 5 is movement, bits 6 and 7 choose other button groups.
    switch code & 0b1100_0011 {
    case 64: self = .scrollUp
    case 65: self = .scrollDown
    case let number where number <= 2:
      let button: MouseEvent.Button = number == 0 ? .left : number == 1 ? .middle : .right
      self = isRelease ? .release(button) : code & 32 != 0 ? .drag(button) : .press(button)
    default: return nil
    }
  }
}
