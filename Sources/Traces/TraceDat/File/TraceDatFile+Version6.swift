import Files

// Version 6: the parts stand one behind the other; CPUs' pages are found by a table at the end.
extension TraceDatFile {
  /// Reads everything behind the page size.
  mutating func readVersion6(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    try readHeaders(&cursor)
    try readFtraceFormats(&cursor, owner: file)
    try readEventFormats(&cursor, owner: file)
    try readSymbols(&cursor, owner: file)
    try readPrintedStrings(&cursor)
    try readThreadNames(&cursor)
    let cpus = try cursor.number(4, "the number of CPUs")
    var table = Version6Table(cpus: cpus)
    try readTable(&cursor, &table, buffer: "")
    if table.hasClock, cursor.left > 8, let size = try? cursor.number(8, "a size") {
      if let range = try? cursor.run(size, "trace_clock") { takeClock(text(source, range)) }
    }
    for instance in table.instances {
      var part = TraceDatCursor(source, 0..<source.count)
      guard instance.offset < UInt64(source.count) else {
        note(
          TraceDatDamage(
            offset: source.count, expected: "the buffer “\(instance.name.prefix(64))”",
            found: "the end"))
        continue
      }
      part.move(to: Int(instance.offset))
      var own = Version6Table(cpus: table.cpus)
      do { try readTable(&part, &own, buffer: instance.name) } catch { note(error) }
    }
  }

  /// What options say of the tables of CPUs' pages.
  private struct Version6Table {
    var cpus: UInt64
    var hasClock = false
    var instances: [(offset: UInt64, name: String)] = []
  }

  /// Options, if any, and then either the CPUs' pages or a latency tracer's text.
  private mutating func readTable(
    _ cursor: inout TraceDatCursor, _ table: inout Version6Table, buffer: String
  ) throws(TraceDatDamage) {
    var kind = try readKind(&cursor)
    if kind == "options" {
      try readOptions(&cursor, &table)
      kind = try readKind(&cursor)
    }
    switch kind {
    case "flyrecord": try readCPUs(&cursor, table.cpus, buffer: buffer)
    case "latency":
      if latencyText == nil { latencyText = FileBytes(source.bytes[cursor.position...]) }
      cursor.move(to: cursor.end)
    default:
      throw TraceDatDamage(
        offset: cursor.position - 10, expected: "“options”, “flyrecord” or “latency”",
        found: "“\(kind.prefix(10))”")
    }
  }

  /// Ten bytes: a word, filled up with blanks and a zero.
  private func readKind(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) -> String {
    let range = try cursor.run(10, "what comes next")
    return String(text(source, range).prefix { $0 != " " })
  }

  private mutating func readOptions(
    _ cursor: inout TraceDatCursor, _ table: inout Version6Table
  ) throws(TraceDatDamage) {
    while true {
      let identifier = try cursor.number(2, "an option")
      if identifier == 0 { return }
      let range = try cursor.run(cursor.number(4, "the size of an option"), "an option")
      guard let option = TraceDatOption(rawValue: identifier) else { continue }
      do {
        var content = TraceDatCursor(source, range)
        switch option {
        case .cpuCount: table.cpus = try content.number(4, "the number of CPUs")
        case .traceClock: table.hasClock = true
        case .buffer where table.instances.count < 256:
          let offset = try content.number(8, "a buffer's place")
          table.instances.append((offset, try content.string("a buffer's name")))
        default: break
        }
        try take(option, source, range)
      } catch {
        note(error)
      }
    }
  }

  private mutating func readCPUs(
    _ cursor: inout TraceDatCursor, _ cpus: UInt64, buffer: String
  ) throws(TraceDatDamage) {
    for cpu in 0..<Int(min(cpus, UInt64(TraceDatFile.mostParts))) {
      let offset = try cursor.number(8, "the place of CPU \(cpu)'s pages")
      let size = try cursor.number(8, "the size of CPU \(cpu)'s pages")
      addPages(cpu: cpu, buffer: buffer, offset: offset, size: size, pageSize: pageSize)
    }
  }

  /// Takes pages that stand in the file as they are, as far as they are there.
  mutating func addPages(cpu: Int, buffer: String, offset: UInt64, size: UInt64, pageSize: Int) {
    guard size > 0 else { return }
    let start = Int(min(offset, UInt64(source.count)))
    let found = Int(min(size, UInt64(source.count - start)))
    if found < size {
      note(
        TraceDatDamage(
          offset: start, expected: "\(size) bytes of CPU \(cpu)'s pages", found: "only \(found)"))
    }
    guard found > 0, streams.count < TraceDatFile.mostParts else { return }
    streams.append(
      CPUStream(
        cpu: cpu, buffer: buffer, pageSize: pageSize, base: nextBase, file: file,
        range: start..<start + found))
  }
}
