// Version 7: sections that options point to.
extension TraceDatFile {
  /// Reads everything behind the page size.
  mutating func readVersion7(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    compression = TraceDatCompression(name: try cursor.string("the name of a compression"))
    _ = try cursor.string("the version of a compression")
    let first = try cursor.number(8, "the place of the options")
    var index = TraceDatIndex()
    var damage: TraceDatDamage?
    do { try readOptions(at: first, &index) } catch { damage = error }
    if let damage { note(damage) }
    // The options that tell of the buffers are written last: they are the first to be missing.
    if damage != nil || index.buffers.isEmpty {
      complete(&index, from: cursor.position, isChainWhole: damage == nil)
    }
    // Headers before formats, which need to know how long a long is.
    for (option, offset) in index.parts.sorted(by: { $0.option.rawValue < $1.option.rawValue }) {
      do { try read(option, at: offset) } catch { note(error) }
    }
    let buffers = index.buffers
    for buffer in buffers.filter({ $0.name.isEmpty }) + buffers.filter({ !$0.name.isEmpty }) {
      do { try read(buffer) } catch { note(error) }
    }
    for section in index.lostBuffers { recover(section) }
    if let damage, latencyText == nil, streams.isEmpty { throw damage }
  }

  /// Follows the chain of options' sections; each must stand somewhere else.
  mutating func readOptions(
    at first: UInt64, _ index: inout TraceDatIndex
  ) throws(TraceDatDamage) {
    var next = first
    while next != 0, index.options.count < 1024, index.options.insert(next).inserted {
      let section = try section(at: next)
      guard section.identifier == TraceDatOption.done.rawValue else {
        throw TraceDatDamage(
          offset: Int(next), expected: "options", found: "section \(section.identifier)")
      }
      next = 0
      try withContent(of: section) { file, cursor, _ throws(TraceDatDamage) in
        next = try file.readOptions(&cursor, &index)
      }
      if !section.isWhole {
        throw TraceDatDamage(
          offset: source.count, expected: "the rest of the options", found: "the end")
      }
    }
  }

  /// - Returns: the place of the next section of options; 0 for none.
  private mutating func readOptions(
    _ cursor: inout TraceDatCursor, _ index: inout TraceDatIndex
  ) throws(TraceDatDamage) -> UInt64 {
    while cursor.left > 0 {
      let identifier = try cursor.number(2, "an option")
      let range = try cursor.run(cursor.number(4, "the size of an option"), "an option")
      guard let option = TraceDatOption(rawValue: identifier) else { continue }
      var content = TraceDatCursor(cursor.source, range)
      switch option {
      case .done: return try content.number(8, "the place of more options")
      case .buffer, .textBuffer:
        guard index.buffers.count < TraceDatFile.mostParts else { continue }
        do {
          index.buffers.append(try buffer(&content, isText: option == .textBuffer))
        } catch { note(error) }
      case .headers, .ftraceFormats, .eventFormats, .symbols, .printedStrings, .threadNames:
        guard index.parts.count < TraceDatFile.mostParts else { continue }
        if let offset = try? content.number(8, "a place") { index.parts.append((option, offset)) }
      default:
        do { try take(option, cursor.source, range) } catch { note(error) }
      }
    }
    return 0
  }

  private func buffer(
    _ cursor: inout TraceDatCursor, isText: Bool
  ) throws(TraceDatDamage) -> TraceDatBuffer {
    let section = try cursor.number(8, "a buffer's place")
    let name = try cursor.string("a buffer's name")
    let clock = try cursor.string("a buffer's clock")
    var buffer = TraceDatBuffer(
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
        TraceDatBuffer.CPU(
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
}
