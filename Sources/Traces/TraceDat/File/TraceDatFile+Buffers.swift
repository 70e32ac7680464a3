import Files

// The buffers of version 7, by what their options tell of them.
extension TraceDatFile {
  /// Takes the pages, or the text, that a buffer's option tells of.
  mutating func read(_ buffer: TraceDatBuffer) throws(TraceDatDamage) {
    let section = try section(at: buffer.section)
    if clock.isEmpty { clock = String(buffer.clock.prefix(32)) }
    if buffer.isText {
      guard latencyText == nil else { return }
      latencyText = try text(of: section)
      return
    }
    for cpu in buffer.cpus where cpu.size > 0 {
      let number = Int(cpu.number & 0xFFFF)
      if section.isCompressed {
        do {
          try unpackPages(cpu: number, buffer, offset: cpu.offset, size: cpu.size)
        } catch { note(error) }
      } else {
        addPages(
          cpu: number, buffer: buffer.name, offset: cpu.offset, size: cpu.size,
          pageSize: buffer.pageSize)
      }
    }
  }

  /// A latency tracer's text, which may be compressed in chunks.
  private mutating func text(of section: TraceDatSection) throws(TraceDatDamage) -> FileBytes {
    guard section.isCompressed else { return FileBytes(source.bytes[section.start..<section.end]) }
    var cursor = TraceDatCursor(source, section.start..<section.end)
    return FileBytes(try unpackChunks(&cursor, "a latency tracer's text").bytes)
  }

  private mutating func unpackPages(
    cpu: Int, _ buffer: TraceDatBuffer, offset: UInt64, size: UInt64
  ) throws(TraceDatDamage) {
    let start = Int(min(offset, UInt64(source.count)))
    // The size in the option leaves out the four bytes that count the chunks.
    let end = start + Int(min(size, UInt64(source.count - start)))
    var cursor = TraceDatCursor(source, start..<min(end + 4, source.count))
    let content = try unpackChunks(&cursor, "CPU \(cpu)'s pages")
    guard streams.count < TraceDatFile.mostParts else { return }
    streams.append(
      CPUStream(
        cpu: cpu, buffer: buffer.name, pageSize: buffer.pageSize, base: nextBase,
        content: content))
  }

  private mutating func unpackChunks(
    _ cursor: inout TraceDatCursor, _ what: String
  ) throws(TraceDatDamage) -> ContentMemory {
    let count = try cursor.number(4, "the number of chunks")
    return try unpack(chunks(count, &cursor, what), what)
  }

  /// Passes chunks one behind the other, up to the first that is damaged or missing.
  mutating func chunks(
    _ count: UInt64, _ cursor: inout TraceDatCursor, _ what: String
  ) -> [TraceDatChunk] {
    var chunks: [TraceDatChunk] = []
    for _ in 0..<min(count, UInt64(cursor.left / 8)) {
      do throws(TraceDatDamage) {
        let chunk = try packedRange(&cursor, what)
        guard takeMemory(chunk.count) else {
          throw TraceDatDamage(
            offset: chunk.range.lowerBound,
            expected: "at most \(FileBytes.memoryLimit) bytes of unpacked content", found: "more")
        }
        chunks.append(chunk)
      } catch {
        note(error)
        break
      }
    }
    if chunks.count < count {
      note(
        TraceDatDamage(
          offset: cursor.position, expected: "\(count) chunks of \(what)",
          found: "only \(chunks.count)"))
    }
    return chunks
  }

  /// Unpacks chunks for which memory was taken, up to the first that is damaged.
  mutating func unpack(
    _ chunks: [TraceDatChunk], _ what: String
  ) throws(TraceDatDamage) -> ContentMemory {
    var bad: Range<Int>?
    let content = ContentMemory(count: chunks.reduce(0) { $0 + $1.count }) { target in
      var place = 0
      for chunk in chunks {
        let part = UnsafeMutableRawBufferPointer(rebasing: target[place..<place + chunk.count])
        // What is missing is zeros: pages without events.
        if bad != nil || !compression.unpack(rebased(chunk.range), into: part) {
          bad = bad ?? chunk.range
          part.initializeMemory(as: UInt8.self, repeating: 0)
        }
        place += chunk.count
      }
      return true
    }
    if let bad { note(damagedContent(bad, what)) }
    guard let content else { throw damagedContent(0..<0, what) }
    return content
  }
}
