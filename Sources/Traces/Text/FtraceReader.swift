import Files
import Machine

/// Reads the records of text in any form that the kernel, trace-cmd and perf print.
struct FtraceReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let file: FileBytes
  private let dialect: TextDialect
  private var names = TextKinds()
  private var scanner: FtraceScanner
  private var graph: GraphReader?
  private var layouts = FieldLayouts()
  private var layout = FieldLayout()
  private var records = 0
  private var lines = LineIndex()

  init(_ file: FileBytes) {
    self.init(file, dialect: TextDialect.detect(file.bytes) ?? .columns)
  }

  init(_ file: FileBytes, dialect: TextDialect) {
    self.file = file
    self.dialect = dialect
    let header = TextHeader(file.bytes)
    scanner = FtraceScanner(file.bytes, dialect: dialect, header: header)
    if dialect == .graph { graph = GraphReader(file) }
    if let (kept, written) = header.entries, written > kept { tally.addLost(written - kept) }
  }

  /// What sort of text it is: “ftrace text”.
  var title: String { dialect.title }

  var text: any EventTextSource { FtraceEventText(file: file, lines: lines) }

  func samples(_ places: Int) -> [FtraceReader] {
    // Where a call stands in a graph shows only from its beginning on.
    guard graph == nil else { return [] }
    let bytes = file.bytes
    return (1...max(1, places)).compactMap { place in
      let from = bytes.count / (places + 1) * place
      guard let newline = bytes[from...].firstIndex(of: 0x0A) else { return nil }
      var sample = self
      sample.scanner = FtraceScanner(
        bytes, dialect: dialect, header: scanner.header, from: newline + 1)
      return sample
    }
  }

  var kinds: EventKindTable { graph?.names.table ?? names.table }

  var progress: Double {
    Double(graph?.position ?? scanner.position) / Double(max(1, file.bytes.count))
  }

  mutating func read(_ most: Int, into sink: inout some RecordSink) -> Bool {
    if graph != nil { return graph?.read(most, into: &sink, &tally) ?? false }
    var fields = RecordFields()
    var left = most
    while left > 0 {
      if let (anchor, line, range) = scanner.nextUsual() {
        left &-= 1
        take(anchor, line: line, range, &fields, &sink)
        continue
      }
      guard let item = scanner.next() else {
        finish()
        return false
      }
      switch item.kind {
      case .record(let anchor):
        left &-= 1
        take(anchor, line: item.line, item.bytes, &fields, &sink)
      case .continuation, .comment: break
      case .lost(let count):
        tally.addLost(count)
        sink.loseTrack()
      case .imitation, .unparsed: noteUnparsed(line: item.line, item.bytes)
      }
    }
    tally.lines = scanner.lineCount
    return true
  }

  @inline(__always)
  private mutating func take(
    _ anchor: FtraceAnchor, line: Int, _ range: Range<Int>, _ fields: inout RecordFields,
    _ sink: inout some RecordSink
  ) {
    let bytes = file.bytes
    let end = range.upperBound
    let event = names.event(bytes, at: min(anchor.event, end), end: end, in: dialect)
    fields.removeAll()
    if event.meaning.hasFields, !event.isCall { readFields(event, end: end, into: &fields) }
    records &+= 1
    lines.note(line: line, byte: range.lowerBound)
    sink.take(
      TraceRecord(
        identifier: anchor.identifier, cpu: anchor.cpu, timeNanoseconds: anchor.time,
        kind: event.kind, line: line, bytes: range, isBareCall: event.isCall),
      event.meaning, fields,
      command: String(decoding: bytes[anchor.command(in: bytes)], as: UTF8.self))
  }

  @inline(__always)
  private mutating func readFields(
    _ event: TextKinds.Event, end: Int, into fields: inout RecordFields
  ) {
    let bytes = file.bytes
    if layouts.read(event.kind, bytes, from: event.body, to: end, into: &fields) { return }
    RecordBody(bytes: bytes, range: event.body..<max(event.body, end)).read(
      event.meaning, into: &fields, learning: &layout)
    layouts.keep(layout, of: event.kind)
  }

  mutating func noteNotUnderstood(kind: Int, line: Int, bytes: Range<Int>) {
    noteUnparsed(line: line, bytes)
  }

  /// Says at the end what can't be told of the whole.
  private mutating func finish() {
    tally.lines = scanner.lineCount
    tally.notes = names.notes
    if let (kept, _) = scanner.header.entries, dialect != .graph, records > kept {
      tally.notes.append(
        "The recording says that it holds \(kept) events, but \(records) lines look like events: "
          + "\(records - kept) of them are text that a program wrote into markers.")
    }
  }

  private mutating func noteUnparsed(line: Int, _ range: Range<Int>) {
    let bytes = file.bytes
    tally.unparsed.add(line: line, text: String(decoding: bytes[range], as: UTF8.self))
  }
}
