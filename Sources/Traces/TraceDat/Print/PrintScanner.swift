/// Cuts a “print fmt” line into words as C does.
struct PrintScanner {
  /// A word of the line.
  enum Token: Equatable {
    case name(String)
    case number(UInt64)
    case string(String)
    case sign(String)
    case end
  }

  private let text: [UInt8]
  private var place = 0
  /// The word it stands on.
  private(set) var token = Token.end

  /// Longer lines are not read: the longest of Linux has some 10,000 bytes.
  static let mostBytes = 1 << 16

  init(_ line: String) {
    text = Array(line.utf8.prefix(PrintScanner.mostBytes))
    advance()
  }

  /// Moves to the next word.
  mutating func advance() {
    while place < text.count, text[place] == 0x20 || text[place] == 0x09 { place += 1 }
    guard place < text.count else { return token = .end }
    let first = text[place]
    switch first {
    case 0x22: token = .string(quoted(until: 0x22))
    case 0x27: token = .number(UInt64(quoted(until: 0x27).utf8.first ?? 0))
    case 0x30...0x39: token = .number(number())
    case let byte where PrintScanner.isNamePart(byte):
      let start = place
      while place < text.count, PrintScanner.isNamePart(text[place]) { place += 1 }
      token = .name(String(decoding: text[start..<place], as: UTF8.self))
    default:
      let pairs = ["->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||"]
      let pair = String(decoding: text[place..<min(place + 2, text.count)], as: UTF8.self)
      let sign = pairs.contains(pair) ? pair : String(UnicodeScalar(first))
      place += sign.utf8.count
      token = .sign(sign)
    }
  }

  /// Passes a sign if it stands on it.
  mutating func skip(_ sign: String) -> Bool {
    guard token == .sign(sign) else { return false }
    advance()
    return true
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  private mutating func quoted(until quote: UInt8) -> String {
    var bytes: [UInt8] = []
    place += 1
    while place < text.count, text[place] != quote {
      var byte = text[place]
      if byte == 0x5C, place + 1 < text.count {
        place += 1
        byte =
          switch text[place] {
          case 0x6E: 0x0A
          case 0x74: 0x09
          case 0x72: 0x0D
          case 0x30: 0
          default: text[place]
          }
      }
      bytes.append(byte)
      place += 1
    }
    place += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func number() -> UInt64 {
    let start = place
    while place < text.count, PrintScanner.isNamePart(text[place]) { place += 1 }
    var digits = String(decoding: text[start..<place], as: UTF8.self).lowercased()[...]
    while let last = digits.last, last == "u" || last == "l" { digits.removeLast() }
    if digits.hasPrefix("0x") { return UInt64(digits.dropFirst(2), radix: 16) ?? 0 }
    if digits.hasPrefix("0"), digits.count > 1 { return UInt64(digits, radix: 8) ?? 0 }
    return UInt64(digits) ?? 0
  }
}
