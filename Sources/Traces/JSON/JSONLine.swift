/// JSON objects being written one a line, their members in the order they are given.
///
/// Members without a value are left out.
struct JSONLine {
  /// What was written and not yet taken away.
  private(set) var bytes: [UInt8] = []

  /// Forgets what was written, keeping its memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Begins an object, as an array's element or a line of its own.
  mutating func begin() {
    separate()
    bytes.append(0x7B)
  }

  /// Ends an object.
  mutating func end() { bytes.append(0x7D) }

  /// Ends an object and its line.
  mutating func endLine() {
    end()
    bytes.append(0x0A)
  }

  /// Begins a member that is an array.
  mutating func beginArray(_ name: StaticString) {
    key(name)
    bytes.append(0x5B)
  }

  /// Ends an array.
  mutating func endArray() { bytes.append(0x5D) }

  /// A member that is a number.
  mutating func number(_ name: StaticString, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    key(name)
    bytes.appendDecimal(Int64(clamping: value))
  }

  /// A member that is a 64-bit word, as hexadecimal text: numbers of other programs lose bits.
  mutating func word(_ name: StaticString, _ value: UInt64?) {
    guard let value else { return }
    key(name)
    bytes.append(0x22)
    bytes.appendHexadecimal(value)
    bytes.append(0x22)
  }

  /// A member that is true or false.
  mutating func flag(_ name: StaticString, _ value: Bool?) {
    guard let value else { return }
    key(name)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A member that is text.
  mutating func text(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    JSONString.append(value, to: &bytes)
  }

  /// A member that is null.
  mutating func null(_ name: StaticString) {
    key(name)
    bytes.append(contentsOf: "null".utf8)
  }

  /// An element of an array that is text.
  mutating func element(_ value: String) {
    separate()
    JSONString.append(value, to: &bytes)
  }

  /// A member that is another object, which must be ended.
  mutating func beginObject(_ name: StaticString) {
    key(name)
    bytes.append(0x7B)
  }

  private mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  /// A comma behind what stands before, within the same object or array.
  private mutating func separate() {
    switch bytes.last {
    case nil, 0x0A, 0x7B, 0x5B, 0x3A: break
    default: bytes.append(0x2C)
    }
  }
}

extension [UInt8] {
  /// Adds a decimal number.
  mutating func appendDecimal(_ value: Int64) {
    var left = value.magnitude
    let start = count
    repeat {
      append(0x30 + UInt8(left % 10))
      left /= 10
    } while left > 0
    if value < 0 { append(0x2D) }
    self[start...].reverse()
  }

  /// Adds a hexadecimal number: `0x7fd`.
  mutating func appendHexadecimal(_ value: UInt64) {
    append(0x30)
    append(0x78)
    var shift = (63 - Swift.min(63, value.leadingZeroBitCount)) / 4 * 4
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 0xF
      append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
      shift -= 4
    }
  }
}
