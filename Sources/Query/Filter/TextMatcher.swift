/// Looks for a text in others, upper and lower case ASCII letters being the same.
public struct TextMatcher: Hashable, Sendable {
  private let pattern: [UInt8]

  /// A matcher for a text; one for an empty text finds nothing.
  public init(_ text: String) { pattern = text.utf8.map(TextMatcher.folded) }

  /// Whether a text holds the text.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = pattern.first, bytes.count >= pattern.count else { return false }
      for start in 0...(bytes.count - pattern.count)
      where TextMatcher.folded(bytes[start]) == first {
        if pattern.indices.allSatisfy({
          TextMatcher.folded(bytes[start + $0]) == pattern[$0]
        }) {
          return true
        }
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
