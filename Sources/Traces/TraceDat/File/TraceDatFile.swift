import Files

/// A trace.dat file: everything in it but the events, and where those are.
///
/// Sources: trace-cmd.dat.v6(5) and trace-cmd.dat.v7(5) of trace-cmd, and its files.
struct TraceDatFile: @unchecked Sendable {
  let file: FileBytes
  /// 6 or 7.
  var version = 0
  /// Whether its numbers begin with their highest byte.
  var isBigEndian = false
  /// Bytes of the recorded kernel's `long`.
  var longSize = 8
  /// The size of a ring-buffer page in bytes.
  var pageSize = 4096
  /// How its sections are compressed.
  var compression = TraceDatCompression.none
  /// How ring-buffer pages begin.
  var layout = PageLayout(longSize: 8)
  /// The events' format files, those of ftrace itself first.
  var formats: [EventFormatText] = []
  /// The kernel's functions by address.
  var symbols = KernelSymbols()
  /// The format strings of trace_printk, and other strings of the kernel, by address.
  var printedStrings: [UInt64: String] = [:]
  /// The threads' names.
  var threadNames = ThreadNames()
  /// The pages: the CPUs of the top buffer, then those of each instance.
  var streams: [CPUStream] = []
  /// The clock's name; empty when the file does not say.
  var clock = ""
  /// What is added to time stamps.
  var time = TimeConversion()
  /// How many events the kernel overwrote or dropped, by its own counts.
  var lostByStatistics = 0
  /// The text of a latency tracer, when the file holds that instead of events.
  var latencyText: FileBytes?
  /// Parts that could not be read.
  var damages: [TraceDatDamage] = []
  /// How much memory may still be taken for unpacked content.
  var memoryLeft = FileBytes.memoryLimit
  /// Whether something that the file says it has is not there.
  var isCutOff: Bool

  /// All bytes, in the file's order.
  var source: OrderedBytes { OrderedBytes(bytes: file.bytes, isBigEndian: isBigEndian) }

  /// What every such file begins with.
  static let magic: [UInt8] = [0x17, 0x08, 0x44] + Array("tracing".utf8)

  /// More parts than a sane file has, of any sort.
  static let mostParts = 1 << 16

  /// Whether bytes begin as a trace.dat file does.
  static func isTraceDat(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.prefix(magic.count).elementsEqual(magic)
  }

  /// Reads all but the events.
  ///
  /// - Throws: what makes it impossible to find any event; lesser damage is in ``damages``.
  init(_ file: FileBytes) throws(TraceDatDamage) {
    self.file = file
    isCutOff = file.isCutOff
    guard TraceDatFile.isTraceDat(file.bytes) else {
      throw TraceDatDamage(offset: 0, expected: "the mark of trace.dat", found: "other bytes")
    }
    var cursor = TraceDatCursor(
      OrderedBytes(bytes: file.bytes, isBigEndian: false),
      TraceDatFile.magic.count..<file.bytes.count)
    let versionAt = cursor.position
    let version = try cursor.string("a version, 6 or 7")
    guard version == "6" || version == "7" else {
      throw TraceDatDamage(
        offset: versionAt, expected: "version 6 or 7", found: "“\(version.prefix(16))”")
    }
    self.version = version == "6" ? 6 : 7
    isBigEndian = try cursor.number(1, "the byte order") != 0
    longSize = try cursor.number(1, "the size of a long") == 4 ? 4 : 8
    layout = PageLayout(longSize: longSize)
    cursor = TraceDatCursor(source, cursor.position..<file.bytes.count)
    let pageAt = cursor.position
    let pageSize = try cursor.number(4, "the page size")
    guard (256...16 << 20).contains(pageSize) else {
      throw TraceDatDamage(
        offset: pageAt, expected: "a page size from 256 bytes to 16 MiB", found: "\(pageSize)")
    }
    self.pageSize = Int(pageSize)
    if self.version == 6 { try readVersion6(&cursor) } else { try readVersion7(&cursor) }
  }

  /// Keeps what is wrong with a part and goes on.
  mutating func note(_ damage: TraceDatDamage) {
    if damages.count < TraceDatFile.mostParts { damages.append(damage) }
    if damage.found == "the end" || damage.found.hasPrefix("only ") { isCutOff = true }
  }

  /// Where an event's number stands in its record: as the first format has it.
  var commonType: EventPlan.Step {
    let field = formats.first?.parsed(longSize: longSize)?.field("common_type")
    return EventPlan.Step(
      offset: field?.offset ?? 0, size: field?.size ?? 2, isSigned: false)
  }

  /// The place from which the bytes of the next stream are counted.
  var nextBase: Int { streams.last.map { $0.base + $0.bytes.count } ?? 0 }
}
