import Files

// Version 7: sections that options point to.
extension TraceDatFile {
  /// One buffer, as its option tells.
  private struct Buffer {
    struct CPU {
      var number: UInt64
      var offset: UInt64
      var size: UInt64
    }
    var section: UInt64
    var name: String
    var clock: String
    var pageSize: Int
    var cpus: [CPU] = []
    var isText: Bool
  }

  /// Reads everything behind the page size.
  mutating func readVersion7(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    compression = TraceDatCompression(name: try cursor.string("the name of a compression"))
    _ = try cursor.string("the version of a compression")
    let first = try cursor.number(8, "the place of the options")
    var sections: [(option: TraceDatOption, offset: UInt64)] = []
    var buffers: [Buffer] = []
    do {
      try readOptions(at: first, &sections, &buffers)
    } catch {
      if sections.isEmpty && buffers.isEmpty { throw error }
      note(error)
    }
    // Headers before formats, which need to know how long a long is.
    for (option, offset) in sections.sorted(by: { $0.option.rawValue < $1.option.rawValue }) {
      do { try read(option, at: offset) } catch { note(error) }
    }
    for buffer in buffers.filter({ $0.name.isEmpty }) + buffers.filter({ !$0.name.isEmpty }) {
      do { try read(buffer) } catch { note(error) }
    }
  }

  /// Follows the chain of options' sections; each must stand somewhere else.
  private mutating func readOptions(
    at first: UInt64, _ sections: inout [(option: TraceDatOption, offset: UInt64)],
    _ buffers: inout [Buffer]
  ) throws(TraceDatDamage) {
    var next = first
    var seen: Set<UInt64> = []
    while next != 0, seen.insert(next).inserted, seen.count < 1024 {
      let section = try section(at: next)
      guard section.identifier == TraceDatOption.done.rawValue else {
        throw TraceDatDamage(
          offset: Int(next), expected: "options", found: "section \(section.identifier)")
      }
      next = 0
      try withContent(of: section) { file, cursor, _ throws(TraceDatDamage) in
        next = try file.readOptions(&cursor, &sections, &buffers)
      }
    }
  }

  /// - Returns: the place of the next section of options; 0 for none.
  private mutating func readOptions(
    _ cursor: inout TraceDatCursor, _ sections: inout [(option: TraceDatOption, offset: UInt64)],
    _ buffers: inout [Buffer]
  ) throws(TraceDatDamage) -> UInt64 {
    while cursor.left > 0 {
      let identifier = try cursor.number(2, "an option")
      let range = try cursor.run(cursor.number(4, "the size of an option"), "an option")
      guard let option = TraceDatOption(rawValue: identifier) else { continue }
      var content = TraceDatCursor(cursor.source, range)
      switch option {
      case .done: return try content.number(8, "the place of more options")
      case .buffer, .textBuffer:
        guard buffers.count < TraceDatFile.mostParts else { continue }
        do {
          buffers.append(try buffer(&content, isText: option == .textBuffer))
        } catch { note(error) }
      case .headers, .ftraceFormats, .eventFormats, .symbols, .printedStrings, .threadNames:
        guard sections.count < TraceDatFile.mostParts else { continue }
        if let offset = try? content.number(8, "a place") { sections.append((option, offset)) }
      default:
        do { try take(option, cursor.source, range) } catch { note(error) }
      }
    }
    return 0
  }

  private func buffer(
    _ cursor: inout TraceDatCursor, isText: Bool
  ) throws(TraceDatDamage) -> Buffer {
    let section = try cursor.number(8, "a buffer's place")
    let name = try cursor.string("a buffer's name")
    let clock = try cursor.string("a buffer's clock")
    var buffer = Buffer(
      section: section, name: name, clock: clock, pageSize: pageSize, isText: isText)
    if isText { return buffer }
    // Since trace-cmd 3.1 a page size stands before the number of CPUs: 20 bytes follow for each.
    if cursor.left % 20 == 8 {
      let at = cursor.position
      let size = try cursor.number(4, "a page size")
      guard (256...16 << 20).contains(size) else {
        throw TraceDatDamage(offset: at, expected: "a page size", found: "\(size)")
      }
      buffer.pageSize = Int(size)
    }
    let count = try cursor.number(4, "the number of CPUs")
    for _ in 0..<min(count, UInt64(cursor.left / 20)) {
      buffer.cpus.append(
        Buffer.CPU(
          number: try cursor.number(4, "a CPU"), offset: try cursor.number(8, "a place"),
          size: try cursor.number(8, "a size")))
    }
    return buffer
  }

  private mutating func read(
    _ option: TraceDatOption, at offset: UInt64
  ) throws(TraceDatDamage) {
    let section = try section(at: offset)
    guard section.identifier == option.rawValue else {
      throw TraceDatDamage(
        offset: Int(offset), expected: "section \(option.rawValue)",
        found: "section \(section.identifier)")
    }
    try withContent(of: section) { file, cursor, owner throws(TraceDatDamage) in
      switch option {
      case .headers: try file.readHeaders(&cursor)
      case .ftraceFormats: try file.readFtraceFormats(&cursor, owner: owner)
      case .eventFormats: try file.readEventFormats(&cursor, owner: owner)
      case .symbols: try file.readSymbols(&cursor, owner: owner)
      case .printedStrings: try file.readPrintedStrings(&cursor)
      case .threadNames: try file.readThreadNames(&cursor)
      default: break
      }
    }
  }

  private mutating func read(_ buffer: Buffer) throws(TraceDatDamage) {
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
    cpu: Int, _ buffer: Buffer, offset: UInt64, size: UInt64
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

  /// Unpacks chunks one behind the other, up to the first that is damaged or missing.
  private mutating func unpackChunks(
    _ cursor: inout TraceDatCursor, _ what: String
  ) throws(TraceDatDamage) -> ContentMemory {
    let count = try cursor.number(4, "the number of chunks")
    var chunks: [(range: Range<Int>, count: Int)] = []
    var total = 0
    for _ in 0..<min(count, UInt64(cursor.left / 8)) {
      do throws(TraceDatDamage) {
        let chunk = try packedRange(&cursor, what)
        guard takeMemory(chunk.count) else {
          throw TraceDatDamage(
            offset: chunk.range.lowerBound,
            expected: "at most \(FileBytes.memoryLimit) bytes of unpacked content", found: "more")
        }
        chunks.append(chunk)
        total += chunk.count
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
    var bad: Range<Int>?
    let content = ContentMemory(count: total) { target in
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
