// The parts that both versions have, one behind the other or in sections.
extension TraceDatFile {
  /// header_page and header_event.
  mutating func readHeaders(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    try cursor.expect("header_page")
    let page = try cursor.run(
      cursor.number(8, "the size of header_page"), "header_page")
    if let layout = PageLayout(headerPage: text(cursor.source, page)) {
      self.layout = layout
      longSize = layout.longSize
    } else {
      note(
        TraceDatDamage(
          offset: page.lowerBound, expected: "timestamp, commit and data", found: "other fields"))
    }
    try cursor.expect("header_event")
    _ = try cursor.run(cursor.number(8, "the size of header_event"), "header_event")
  }

  /// The formats of ftrace's own events.
  mutating func readFtraceFormats(
    _ cursor: inout TraceDatCursor, owner: AnyObject
  ) throws(TraceDatDamage) {
    let count = try cursor.number(4, "the number of ftrace's formats")
    try readFormats(count, system: "ftrace", &cursor, owner: owner)
  }

  /// The formats of all other events, by system.
  mutating func readEventFormats(
    _ cursor: inout TraceDatCursor, owner: AnyObject
  ) throws(TraceDatDamage) {
    let systems = try cursor.number(4, "the number of event systems")
    for _ in 0..<min(systems, UInt64(TraceDatFile.mostParts)) {
      let system = try cursor.string("the name of an event system")
      let count = try cursor.number(4, "the number of formats")
      try readFormats(count, system: system, &cursor, owner: owner)
    }
  }

  private mutating func readFormats(
    _ count: UInt64, system: String, _ cursor: inout TraceDatCursor, owner: AnyObject
  ) throws(TraceDatDamage) {
    for _ in 0..<min(count, UInt64(TraceDatFile.mostParts)) {
      let range = try cursor.run(cursor.number(8, "the size of a format"), "a format")
      guard formats.count < TraceDatFile.mostParts else { continue }
      if let format = EventFormatText(
        cursor.source.bytes, cursor.source.text(in: range), system: system, owner: owner)
      {
        formats.append(format)
      } else {
        note(
          TraceDatDamage(
            offset: range.lowerBound, expected: "a format with name and ID", found: "other text"))
      }
    }
  }

  /// /proc/kallsyms, behind its size.
  mutating func readSymbols(
    _ cursor: inout TraceDatCursor, owner: AnyObject
  ) throws(TraceDatDamage) {
    let range = try cursor.run(cursor.number(4, "the size of kallsyms"), "kallsyms")
    symbols = KernelSymbols(cursor.source.bytes, range, owner: owner)
  }

  /// tracefs's printk_formats, behind its size: lines `0xADDRESS : "text"`.
  mutating func readPrintedStrings(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    let range = try cursor.run(cursor.number(4, "the size of printk_formats"), "printk_formats")
    for line in text(cursor.source, range).split(separator: "\n").prefix(TraceDatFile.mostParts) {
      guard let colon = line.firstIndex(of: ":"), line.hasPrefix("0x") else { continue }
      let digits = line[..<colon].dropFirst(2).prefix { $0 != " " }
      let quoted = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\"" }
      guard let address = UInt64(digits, radix: 16) else { continue }
      printedStrings[address] = String(quoted.hasSuffix("\"") ? quoted.dropLast() : quoted)
    }
  }

  /// tracefs's saved_cmdlines, behind its size.
  mutating func readThreadNames(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    let range = try cursor.run(cursor.number(8, "the size of saved_cmdlines"), "saved_cmdlines")
    threadNames = ThreadNames(cursor.source.bytes[range])
  }

  /// Bytes as text, without the zeros behind it.
  func text(_ source: OrderedBytes, _ range: Range<Int>) -> String {
    String(decoding: source.bytes[source.text(in: range)], as: UTF8.self)
  }
}
