/// Writes trace.dat files: what tests need of them, in both versions and byte orders.
///
/// Source: trace-cmd.dat.v6(5) and trace-cmd.dat.v7(5).
struct TraceDatWriter {
  var isBigEndian = false
  var longSize = 8
  var pageSize = 4096
  var ftraceFormats: [String] = []
  var formats: [(system: String, texts: [String])] = []
  var symbols = ""
  var printedStrings = ""
  var threadNames = ""
  /// Options of our own: number and content.
  var options: [(UInt64, [UInt8])] = []
  /// Buffers by name, the top one's being empty, with the pages of each CPU.
  var buffers: [(name: String, cpus: [[UInt8]])] = []

  private var writer: OrderedWriter { OrderedWriter(isBigEndian: isBigEndian) }

  /// A format file of an event with fields of 8 bytes behind the common ones.
  static func format(_ name: String, _ identifier: Int, fields: [String], print: String) -> String {
    let common = """
      name: \(name)
      ID: \(identifier)
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
      \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;


      """
    let own = fields.enumerated().map { index, field in
      "\tfield:u64 \(field);\toffset:\(8 + index * 8);\tsize:8;\tsigned:0;\n"
    }
    return common + own.joined() + "\nprint fmt: " + print + "\n"
  }

  /// A record of such an event.
  func record(_ identifier: UInt64, thread: UInt64, _ fields: UInt64...) -> [UInt8] {
    var record = writer
    record.number(identifier, 2)
    record.number(0, 2)
    record.number(thread, 4)
    for field in fields { record.number(field, 8) }
    return record.bytes
  }

  // MARK: - Parts

  private var headers: [UInt8] {
    var part = writer
    part.string("header_page")
    part.sized(
      Array(
        """
        \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
        \tfield: local_t commit;\toffset:8;\tsize:\(longSize);\tsigned:1;
        \tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;
        \tfield: char data;\toffset:\(8 + longSize);\tsize:\(pageSize - 8 - longSize);\tsigned:1;

        """.utf8), by: 8)
    part.string("header_event")
    part.sized(Array("# compressed entry header\n".utf8), by: 8)
    return part.bytes
  }

  private var ftracePart: [UInt8] {
    var part = writer
    part.number(UInt64(ftraceFormats.count), 4)
    for text in ftraceFormats { part.sized(Array(text.utf8), by: 8) }
    return part.bytes
  }

  private var formatsPart: [UInt8] {
    var part = writer
    part.number(UInt64(formats.count), 4)
    for (system, texts) in formats {
      part.string(system)
      part.number(UInt64(texts.count), 4)
      for text in texts { part.sized(Array(text.utf8), by: 8) }
    }
    return part.bytes
  }

  private func sized(_ text: String, by size: Int) -> [UInt8] {
    var part = writer
    part.sized(Array(text.utf8), by: size)
    return part.bytes
  }

  private func start(version: String) -> OrderedWriter {
    var file = writer
    file.bytes = [0x17, 0x08, 0x44] + Array("tracing".utf8)
    file.string(version)
    file.bytes += [isBigEndian ? 1 : 0, UInt8(longSize)]
    file.number(UInt64(pageSize), 4)
    return file
  }
}

// MARK: - Version 6

extension TraceDatWriter {
  /// The file in version 6; with a latency tracer's text instead of pages where one is given.
  func version6(latencyText: String? = nil) -> [UInt8] {
    var file = start(version: "6")
    file.bytes += headers + ftracePart + formatsPart
    file.bytes += sized(symbols, by: 4) + sized(printedStrings, by: 4) + sized(threadNames, by: 8)
    let top = buffers.first?.cpus ?? []
    file.number(UInt64(top.count), 4)
    file.string("options  ")
    for (number, content) in options {
      file.number(number, 2)
      file.sized(content, by: 4)
    }
    var places: [Int] = []
    for (name, _) in buffers.dropFirst() {
      file.number(3, 2)
      file.number(UInt64(8 + name.utf8.count + 1), 4)
      places.append(file.bytes.count)
      file.number(0, 8)
      file.string(name)
    }
    file.number(0, 2)
    if let latencyText {
      file.string("latency  ")
      return file.bytes + Array(latencyText.utf8)
    }
    add(top, to: &file)
    for (place, buffer) in zip(places, buffers.dropFirst()) {
      var number = writer
      number.number(UInt64(file.bytes.count), 8)
      file.bytes.replaceSubrange(place..<place + 8, with: number.bytes)
      add(buffer.cpus, to: &file)
    }
    return file.bytes
  }

  private func add(_ cpus: [[UInt8]], to file: inout OrderedWriter) {
    file.string("flyrecord")
    let aligned = (file.bytes.count + cpus.count * 16 + pageSize - 1) / pageSize * pageSize
    var place = aligned
    for pages in cpus {
      file.number(UInt64(place), 8)
      file.number(UInt64(pages.count), 8)
      place += pages.count
    }
    file.align(to: pageSize)
    file.bytes += cpus.flatMap { $0 }
  }
}

// MARK: - Version 7

extension TraceDatWriter {
  /// The file in version 7, packed by a function where one is given, which names its format.
  func version7(
    _ compression: String = "none", packed: (([UInt8]) -> [UInt8])? = nil
  ) -> [UInt8] {
    var file = start(version: "7")
    file.string(compression)
    file.string("1")
    let optionsAt = file.bytes.count
    file.number(0, 8)
    var list = writer
    let parts: [(UInt64, [UInt8])] = [
      (16, headers), (17, ftracePart), (18, formatsPart), (19, sized(symbols, by: 4)),
      (20, sized(printedStrings, by: 4)), (21, sized(threadNames, by: 8)),
    ]
    for (number, content) in parts {
      list.number(number, 2)
      list.number(8, 4)
      list.number(UInt64(file.bytes.count), 8)
      add(section: number, content, to: &file, packed: packed)
    }
    for (number, content) in options {
      list.number(number, 2)
      list.sized(content, by: 4)
    }
    for (name, cpus) in buffers { add(name, cpus, &list, &file, packed) }
    list.number(0, 2)
    list.number(8, 4)
    list.number(0, 8)
    var place = writer
    place.number(UInt64(file.bytes.count), 8)
    file.bytes.replaceSubrange(optionsAt..<optionsAt + 8, with: place.bytes)
    add(section: 0, list.bytes, to: &file, packed: nil)
    return file.bytes
  }

  private func add(
    section: UInt64, _ content: [UInt8], to file: inout OrderedWriter,
    packed: (([UInt8]) -> [UInt8])?
  ) {
    var body = writer
    if let packed {
      let bytes = packed(content)
      body.number(UInt64(bytes.count), 4)
      body.number(UInt64(content.count), 4)
      body.bytes += bytes
    } else {
      body.bytes = content
    }
    file.number(section, 2)
    file.number(packed == nil ? 0 : 1, 2)
    file.number(0, 4)
    file.sized(body.bytes, by: 8)
  }

  private func add(
    _ name: String, _ cpus: [[UInt8]], _ list: inout OrderedWriter, _ file: inout OrderedWriter,
    _ packed: (([UInt8]) -> [UInt8])?
  ) {
    list.number(3, 2)
    list.number(UInt64(8 + name.utf8.count + 1 + 6 + 8 + cpus.count * 20), 4)
    list.number(UInt64(file.bytes.count), 8)
    list.string(name)
    list.string("local")
    list.number(UInt64(pageSize), 4)
    list.number(UInt64(cpus.count), 4)
    file.number(3, 2)
    file.number(packed == nil ? 0 : 1, 2)
    file.number(0, 4)
    let sizeAt = file.bytes.count
    file.number(0, 8)
    for (cpu, pages) in cpus.enumerated() {
      file.align(to: pageSize)
      list.number(UInt64(cpu), 4)
      list.number(UInt64(file.bytes.count), 8)
      let start = file.bytes.count
      if let packed {
        let chunks = stride(from: 0, to: pages.count, by: pageSize)
        file.number(UInt64(pages.count / pageSize), 4)
        for chunk in chunks {
          let bytes = packed(Array(pages[chunk..<chunk + pageSize]))
          file.number(UInt64(bytes.count), 4)
          file.number(UInt64(pageSize), 4)
          file.bytes += bytes
        }
      } else {
        file.bytes += pages
      }
      list.number(UInt64(file.bytes.count - start), 8)
    }
    var size = writer
    size.number(UInt64(file.bytes.count - sizeAt - 8), 8)
    file.bytes.replaceSubrange(sizeAt..<sizeAt + 8, with: size.bytes)
  }
}
