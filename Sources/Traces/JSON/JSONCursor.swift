/// A place in one JSON value that is read from left to right, without making a tree of it.
///
/// The first thing that is wrong is kept in ``problem`` with its place, and everything read behind
/// it is nil: a reader checks once, at the end. `null` reads as nil and is no problem.
///
/// Source: RFC 8259.
struct JSONCursor {
  private let bytes: UnsafeRawBufferPointer
  private var position: Int
  private let end: Int
  private let start: Int
  /// What was wrong first.
  private(set) var problem: Problem?

  /// What is wrong, and at which byte of the value.
  struct Problem: Error, Equatable {
    /// Bytes from the value's beginning.
    var offset: Int
    /// What should have stood there.
    var expected: Expectation
  }

  /// What can be expected at a place.
  enum Expectation: String, Equatable {
    case object = "an object"
    case array = "an array"
    case key = "a name in quotation marks"
    case colon = "a colon"
    case comma = "a comma or the end"
    case string = "text in quotation marks"
    case integer = "an integer of at most 63 bits"
    case word = "a hexadecimal number in quotation marks, such as “0x7fd”"
    case boolean = "true or false"
    case value = "a value"
    case end = "nothing more"
    case shallower = "fewer values within each other"
  }

  /// How many values may stand within each other.
  private static let deepest = 32

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    start = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// Notes that something else should have stood here; only the first such note counts.
  mutating func expect(_ expected: Expectation) {
    if problem == nil { problem = Problem(offset: position - start, expected: expected) }
    position = end
  }

  /// Passes blanks and gives the byte behind them; nil at the end.
  mutating func peek() -> UInt8? {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  /// Checks that nothing but blanks is left.
  mutating func finish() { if peek() != nil { expect(.end) } }
}

// MARK: - Objects and arrays

extension JSONCursor {
  /// Goes into an object, whose members ``nextKey(_:)`` then gives.
  mutating func beginObject() { if !take(0x7B) { expect(.object) } }

  /// Goes into an array, whose elements ``nextElement(_:)`` then announces.
  mutating func beginArray() { if !take(0x5B) { expect(.array) } }

  /// The next member's name; nil behind the last one.
  mutating func nextKey(_ isFirst: inout Bool) -> JSONKey? {
    guard isInside(closing: 0x7D, &isFirst) else { return nil }
    guard take(0x22), let range = skipStringBody() else {
      expect(.key)
      return nil
    }
    guard take(0x3A) else {
      expect(.colon)
      return nil
    }
    return JSONKey(bytes: bytes, range: range)
  }

  /// Whether there is another element, which must then be read.
  mutating func nextElement(_ isFirst: inout Bool) -> Bool { isInside(closing: 0x5D, &isFirst) }

  private mutating func isInside(closing: UInt8, _ isFirst: inout Bool) -> Bool {
    guard problem == nil else { return false }
    if take(closing) { return false }
    if !isFirst, !take(0x2C) {
      expect(.comma)
      return false
    }
    isFirst = false
    return true
  }

  /// Passes a value, whatever it is.
  mutating func skipValue() { skipValue(depth: 0) }

  private mutating func skipValue(depth: Int) {
    guard depth < JSONCursor.deepest else { return expect(.shallower) }
    var isFirst = true
    switch peek() {
    case 0x7B:
      beginObject()
      while nextKey(&isFirst) != nil { skipValue(depth: depth + 1) }
    case 0x5B:
      beginArray()
      while nextElement(&isFirst) { skipValue(depth: depth + 1) }
    case 0x22:
      position += 1
      if skipStringBody() == nil { expect(.string) }
    case 0x74, 0x66: _ = boolean()
    case 0x6E: if !takeNull() { expect(.value) }
    default: skipNumber()
    }
  }

  private mutating func skipNumber() {
    let first = position
    while position < end {
      switch bytes[position] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: position += 1
      default: return position == first ? expect(.value) : ()
      }
    }
    if position == first { expect(.value) }
  }
}

// MARK: - Values

extension JSONCursor {
  /// Passes `null` if it is there.
  mutating func takeNull() -> Bool { peek() == 0x6E && takeWord("null") }

  /// `true` or `false`.
  mutating func boolean() -> Bool? {
    switch peek() {
    case 0x74 where takeWord("true"): return true
    case 0x66 where takeWord("false"): return false
    default:
      if !takeNull() { expect(.boolean) }
      return nil
    }
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    var cursor = ByteCursor(bytes, position..<end)
    guard cursor.skip(word) else { return false }
    position = cursor.position
    return true
  }

  /// An integer, without fraction or exponent.
  mutating func integer() -> Int? {
    if takeNull() { return nil }
    _ = peek()
    var cursor = ByteCursor(bytes, position..<end)
    guard let value = cursor.signedDecimal(), !cursor.isAtNumberCharacter else {
      expect(.integer)
      return nil
    }
    position = cursor.position
    return value
  }

  /// A string that is a hexadecimal number of at most 64 bits, such as “0x7fd”.
  mutating func word() -> UInt64? {
    if takeNull() { return nil }
    let place = position
    guard take(0x22) else {
      expect(.word)
      return nil
    }
    var cursor = ByteCursor(bytes, position..<end)
    guard let value = cursor.hexadecimal(), cursor.skip(0x22) else {
      position = place
      expect(.word)
      return nil
    }
    position = cursor.position
    return value
  }

  /// A string.
  mutating func string() -> String? {
    if takeNull() { return nil }
    guard take(0x22), let range = skipStringBody() else {
      expect(.string)
      return nil
    }
    return JSONString.decoded(bytes, range)
  }

  /// Passes a string's characters and its closing mark; the characters' place, nil when it does not
  /// end.
  private mutating func skipStringBody() -> Range<Int>? {
    let first = position
    while position < end {
      switch bytes[position] {
      case 0x22:
        position += 1
        return first..<position - 1
      case 0x5C: position = min(position + 2, end)
      case 0..<0x20: return nil
      default: position += 1
      }
    }
    return nil
  }
}

extension ByteCursor {
  /// Whether it stands on something that would make an integer another number.
  fileprivate var isAtNumberCharacter: Bool {
    switch byte {
    case 0x2E, 0x45, 0x65, 0x2B, 0x2D: true
    default: false
    }
  }
}
