/// The words, texts and parentheses of a record.
struct CasemateLexer {
  private let bytes: UnsafeRawBufferPointer
  private var position: Int
  private let end: Int

  /// A piece of a record.
  enum Token: Equatable {
    case open
    case close
    case word(String)
    case string(String)

    /// The text of a word or string.
    var text: String? {
      switch self {
      case .word(let text), .string(let text): text
      case .open, .close: nil
      }
    }
  }

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// The next piece; nil at the end, or where a string does not end.
  mutating func next() -> Token? {
    while position < end, isBlank(bytes[position]) { position += 1 }
    guard position < end else { return nil }
    let start = position
    position += 1
    switch bytes[start] {
    case 0x28: return .open
    case 0x29: return .close
    case 0x22:
      while position < end, bytes[position] != 0x22 { position += 1 }
      guard position < end else { return nil }
      position += 1
      return .string(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
    default:
      while position < end, !endsWord(bytes[position]) { position += 1 }
      return .word(String(decoding: bytes[start..<position], as: UTF8.self))
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == 0x28 || byte == 0x29 || byte == 0x22
  }
}
