/// What is done to one file: pieces of it, and the damages each is read with.
///
/// Reading a text of megabytes once for each of its bytes would take days. Its beginning and its end are
/// cut at every byte, the end as a piece of its own, and the rest at places spread over it.
struct DamagePlan {
  /// A piece of the file, from its first byte on.
  struct Part {
    var title: String
    var bytes: [UInt8]
    /// Whether the format is lines of text, whose beginning is a recording too.
    var isText: Bool
    var damages: [Damage]
  }

  private(set) var parts: [Part] = []

  /// Bytes from the beginning, and to the end, at each of which the file is cut.
  private static let edge = 64 << 10
  /// Places between, at which it is cut too.
  private static let spreadPlaces = 2000
  /// Bytes whose every bit is flipped.
  private static let flippedBytes = 4 << 10
  /// How much of a text is read to see what a flipped bit at its beginning does.
  private static let flippedPart = 256 << 10

  init(_ bytes: [UInt8], isText: Bool) {
    let count = bytes.count
    let edge = min(Self.edge, count)
    parts.append(
      Part(
        title: "cut at each of the first \(edge) bytes", bytes: bytes, isText: isText,
        damages: (0..<edge).map { .cut(after: $0) }))
    if count > edge {
      let places = min(Self.spreadPlaces, count - edge)
      parts.append(
        Part(
          title: "cut at \(places) places behind them", bytes: bytes, isText: isText,
          damages: (0..<places).map { .cut(after: edge + $0 * (count - edge) / places) }))
    }
    if isText, count > edge {
      let end = Array(Self.lines(bytes, last: 2 * edge))
      let first = max(1, end.count - edge)
      parts.append(
        Part(
          title: "its last \(end.count) bytes, cut at each of the last \(end.count - first)",
          bytes: end, isText: true, damages: (first..<end.count).map { .cut(after: $0) }))
    }
    let flipped = isText ? Array(bytes.prefix(Self.flippedPart)) : bytes
    let places = 0..<min(Self.flippedBytes, count)
    parts.append(
      Part(
        title: "each bit of the first \(places.count) bytes flipped", bytes: flipped,
        isText: isText,
        damages: places.flatMap { byte in (0..<8).map { .flip(byte: byte, bit: $0) } }))
  }

  /// The last bytes of a text, from the beginning of a line on.
  private static func lines(_ bytes: [UInt8], last: Int) -> ArraySlice<UInt8> {
    let rest = bytes.suffix(last)
    guard rest.count < bytes.count, let newline = rest.firstIndex(of: 0x0A) else { return rest }
    return bytes[(newline + 1)...]
  }
}
