/// A place in bytes that moves over numbers, words and blanks; never beyond its end.
///
/// Parsing works on bytes in place: text is made only for what is shown.
struct ByteCursor {
  private let bytes: UnsafeRawBufferPointer
  /// Where it stands, in bytes.
  private(set) var position: Int
  /// Where it ends, in bytes.
  let end: Int

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// The byte at a place before its end.
  subscript(place: Int) -> UInt8 { bytes[place] }

  /// The byte it stands on; nil at the end.
  var byte: UInt8? { position < end ? bytes[position] : nil }

  /// Passes one byte if it is there.
  mutating func skip(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    position += 1
    return true
  }

  /// Passes text if it is there.
  mutating func skip(_ expected: StaticString) -> Bool {
    let length = expected.utf8CodeUnitCount
    guard end - position >= length else { return false }
    for offset in 0..<length where bytes[position + offset] != expected.utf8Start[offset] {
      return false
    }
    position += length
    return true
  }

  /// Passes blanks; returns how many.
  @discardableResult
  mutating func skipBlanks() -> Int {
    let start = position
    while position < end, bytes[position] == 0x20 { position += 1 }
    return position - start
  }

  /// Passes decimal digits; nil when there are none or they don't fit 63 bits.
  mutating func decimal() -> Int? {
    let start = position
    var value = 0
    while position < end, case let digit = bytes[position] &- 0x30, digit < 10 {
      let (times, tooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = times.addingReportingOverflow(Int(digit))
      if tooBig || overflow { return nil }
      value = sum
      position += 1
    }
    return position > start ? value : nil
  }

  /// Passes a decimal number that may be negative.
  mutating func signedDecimal() -> Int? {
    let isNegative = skip(0x2D)
    return decimal().map { isNegative ? -$0 : $0 }
  }

  /// Passes hexadecimal digits, with or without “0x”; nil when there are none or more than 64 bits.
  mutating func hexadecimal() -> UInt64? {
    if skip("0x") || skip("0X") {}
    let start = position
    var value: UInt64 = 0
    while position < end, let digit = Self.hexDigit(bytes[position]) {
      guard value >> 60 == 0 else { return nil }
      value = value << 4 | UInt64(digit)
      position += 1
    }
    return position > start ? value : nil
  }

  /// Moves just behind the next occurrence of a byte; false, at the end, when there is none.
  mutating func skipBehind(_ wanted: UInt8) -> Bool {
    while position < end {
      position += 1
      if bytes[position - 1] == wanted { return true }
    }
    return false
  }

  /// The bytes from where it stands up to one that a condition holds for, which it moves to.
  mutating func run(until stops: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < end, !stops(bytes[position]) { position += 1 }
    return start..<position
  }

  /// Puts it somewhere else within its bytes.
  mutating func move(to place: Int) { position = min(max(place, 0), end) }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }
}
