/// The content of a section of a version 7 file, unpacked if it was compressed.
struct TraceDatSection {
  /// Where it begins in the file.
  var place: Int
  /// What it is, by option number.
  var identifier: UInt64
  /// Whether the file says that it is compressed.
  var isCompressed: Bool
  /// Where its content begins in the file, compressed or not.
  var start: Int
  /// Where its content ends in the file.
  var end: Int
  /// Whether the file goes on to its end.
  var isWhole: Bool
}

extension TraceDatFile {
  /// Reads a section's header: number, flags, description, size.
  func section(at offset: UInt64) throws(TraceDatDamage) -> TraceDatSection {
    guard offset < UInt64(source.count) else {
      throw TraceDatDamage(
        offset: source.count, expected: "a section at byte \(offset)", found: "the end")
    }
    var cursor = TraceDatCursor(source, Int(offset)..<source.count)
    let identifier = try cursor.number(2, "a section")
    let flags = try cursor.number(2, "a section's flags")
    _ = try cursor.number(4, "a section's description")
    let size = try cursor.number(8, "a section's size")
    let end = cursor.position + Int(min(size, UInt64(cursor.left)))
    return TraceDatSection(
      place: Int(offset), identifier: identifier, isCompressed: flags & 1 != 0,
      start: cursor.position, end: end, isWhole: size <= UInt64(cursor.left))
  }

  /// Unpacks a section's content and reads it; content that is not compressed is read in place.
  mutating func withContent(
    of section: TraceDatSection,
    _ read: (inout TraceDatFile, inout TraceDatCursor, AnyObject) throws(TraceDatDamage) -> Void
  ) throws(TraceDatDamage) {
    guard section.isCompressed else {
      var cursor = TraceDatCursor(source, section.start..<section.end)
      return try read(&self, &cursor, file)
    }
    var packed = TraceDatCursor(source, section.start..<source.count)
    let content = try unpack(&packed, "section \(section.identifier)")
    let unpacked = OrderedBytes(bytes: content.bytes, isBigEndian: isBigEndian)
    var cursor = TraceDatCursor(unpacked, 0..<unpacked.count)
    try read(&self, &cursor, content)
    withExtendedLifetime(content) {}
  }

  /// Unpacks compressed bytes that stand behind their packed and unpacked sizes.
  mutating func unpack(
    _ cursor: inout TraceDatCursor, _ what: String
  ) throws(TraceDatDamage) -> ContentMemory {
    let packed = try packedRange(&cursor, what)
    let count = packed.count
    guard takeMemory(count),
      let content = ContentMemory(
        count: count,
        filling: { compression.unpack(rebased(packed.range), into: $0) })
    else { throw damagedContent(packed.range, what) }
    return content
  }

  /// Passes packed bytes with their sizes; their unpacked size is checked as far as it can be.
  func packedRange(
    _ cursor: inout TraceDatCursor, _ what: String
  ) throws(TraceDatDamage) -> TraceDatChunk {
    let size = try cursor.number(4, "the packed size of \(what)")
    let count = try cursor.number(4, "the unpacked size of \(what)")
    let range = try cursor.run(size, what)
    guard compression.mayUnpack(rebased(range), to: Int(count)) else {
      throw damagedContent(range, what)
    }
    return TraceDatChunk(range: range, count: Int(count))
  }

  func damagedContent(_ range: Range<Int>, _ what: String) -> TraceDatDamage {
    if case .other(let name) = compression {
      return TraceDatDamage(
        offset: range.lowerBound, expected: "zstd or zlib compression",
        found: "“\(name.prefix(32))”")
    }
    return TraceDatDamage(
      offset: range.lowerBound, expected: "\(what), compressed",
      found: "bytes that don't unpack")
  }

  func rebased(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[range])
  }

  /// Takes memory from what is allowed for all unpacked content together.
  mutating func takeMemory(_ count: Int) -> Bool {
    guard count <= memoryLeft else { return false }
    memoryLeft -= count
    return true
  }
}
