/// A place in a trace.dat file, or in the content of one of its sections, that moves over its parts.
struct TraceDatCursor {
  let source: OrderedBytes
  /// Where it stands, in bytes.
  private(set) var position: Int
  /// Where the part it reads ends.
  let end: Int

  init(_ source: OrderedBytes, _ range: Range<Int>) {
    let range = range.clamped(to: 0..<source.count)
    self.source = source
    position = range.lowerBound
    end = range.upperBound
  }

  /// How many bytes are left.
  var left: Int { end - position }

  /// Passes a number of 1, 2, 4 or 8 bytes.
  mutating func number(_ size: Int, _ what: String) throws(TraceDatDamage) -> UInt64 {
    guard size <= left, let value = source.unsigned(at: position, size: size) else {
      throw TraceDatDamage(
        offset: position, expected: "\(what), a number of \(size) bytes",
        found: left > 0 ? "only \(left)" : "the end")
    }
    position += size
    return value
  }

  /// Passes as many bytes as a number from the file says.
  mutating func run(_ count: UInt64, _ what: String) throws(TraceDatDamage) -> Range<Int> {
    guard count <= UInt64(left) else {
      throw TraceDatDamage(
        offset: position, expected: "\(count) bytes of \(what)", found: "only \(left)")
    }
    let start = position
    position += Int(count)
    return start..<position
  }

  /// Passes text that a zero ends; at most 4096 bytes, which is more than any name.
  mutating func string(_ what: String) throws(TraceDatDamage) -> String {
    let range = source.text(in: position..<min(end, position + 4096))
    guard range.upperBound < end, source.bytes[range.upperBound] == 0 else { throw missing(what) }
    position = range.upperBound + 1
    return String(decoding: source.bytes[range], as: UTF8.self)
  }

  /// Passes text that must be there, with its zero.
  mutating func expect(_ text: String) throws(TraceDatDamage) {
    let wanted = Array(text.utf8) + [0]
    guard wanted.count <= left,
      source.bytes[position..<position + wanted.count].elementsEqual(wanted)
    else { throw missing("“\(text)”") }
    position += wanted.count
  }

  /// Puts it somewhere else within its part.
  mutating func move(to place: Int) { position = min(max(place, 0), end) }

  private func missing(_ what: String) -> TraceDatDamage {
    TraceDatDamage(
      offset: position, expected: what, found: left > 0 ? "other bytes" : "the end")
  }
}
