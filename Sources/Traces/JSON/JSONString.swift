/// The characters of a JSON string, from its bytes and to them.
///
/// Source: RFC 8259, section 7.
enum JSONString {
  /// The text of a string's characters; what is no UTF-8 and half a surrogate pair become U+FFFD.
  static func decoded(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
    guard bytes[range].contains(0x5C) else { return String(decoding: bytes[range], as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      guard bytes[place] == 0x5C, place + 1 < range.upperBound else {
        text.append(bytes[place])
        place += 1
        continue
      }
      place += 2
      switch bytes[place - 1] {
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x6E: text.append(0x0A)
      case 0x72: text.append(0x0D)
      case 0x74: text.append(0x09)
      case 0x75: place = decodeScalar(bytes, place, range.upperBound, into: &text)
      case let plain: text.append(plain)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads the digits behind `\u`, of two escapes where they are a pair; returns where it came to.
  private static func decodeScalar(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _ end: Int, into text: inout [UInt8]
  ) -> Int {
    guard let unit = codeUnit(bytes, place, end) else {
      text.append(contentsOf: Character("\u{FFFD}").utf8)
      return place
    }
    var next = place + 4
    var value = unit
    if 0xD800..<0xDC00 ~= unit, next + 1 < end, bytes[next] == 0x5C, bytes[next + 1] == 0x75,
      let low = codeUnit(bytes, next + 2, end), 0xDC00..<0xE000 ~= low
    {
      value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      next += 6
    }
    text.append(contentsOf: Character(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    return next
  }

  private static func codeUnit(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _ end: Int
  ) -> UInt32? {
    guard place + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Adds a string with its marks. Control characters, C1 among them, are escaped: a line that is
  /// shown on a terminal can't steer it.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { characters in
      var place = 0
      while place < characters.count {
        let byte = characters[place]
        switch byte {
        case 0x22, 0x5C:
          bytes.append(0x5C)
          bytes.append(byte)
        case 0x0A:
          bytes.append(0x5C)
          bytes.append(0x6E)
        case 0x09:
          bytes.append(0x5C)
          bytes.append(0x74)
        case 0..<0x20, 0x7F: appendEscape(byte, to: &bytes)
        case 0xC2 where place + 1 < characters.count && characters[place + 1] < 0xA0:
          place += 1
          appendEscape(characters[place], to: &bytes)
        default: bytes.append(byte)
        }
        place += 1
      }
    }
    bytes.append(0x22)
  }

  private static func appendEscape(_ scalar: UInt8, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
    bytes.append(digits[Int(scalar >> 4)])
    bytes.append(digits[Int(scalar & 0xF)])
  }
}
