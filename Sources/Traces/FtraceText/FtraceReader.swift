import Files
import Machine

/// Reads the records of ftrace text in its default print format.
struct FtraceReader: RecordReader {
  private(set) var kinds = EventKindTable()
  private(set) var tally = ReadingTally()
  private let file: FileBytes
  private var scanner: FtraceScanner
  private var fields = RecordFields()
  private var lines = LineIndex()

  init(_ file: FileBytes) {
    self.file = file
    scanner = FtraceScanner(file.bytes)
  }

  var progress: Double { Double(scanner.position) / Double(max(1, file.bytes.count)) }

  func samples(_ places: Int) -> [FtraceReader] {
    let bytes = file.bytes
    return (1...max(1, places)).compactMap { place in
      let from = bytes.count / (places + 1) * place
      guard let newline = bytes[from...].firstIndex(of: 0x0A) else { return nil }
      var sample = self
      sample.scanner = FtraceScanner(bytes, from: newline + 1)
      return sample
    }
  }

  var text: any EventTextSource { FtraceEventText(file: file, lines: lines) }

  mutating func read(_ most: Int, into sink: inout some RecordSink) -> Bool {
    var left = most
    while left > 0 {
      guard let item = scanner.next() else { return false }
      tally.lines = scanner.lines
      switch item.kind {
      case .record(let anchor):
        left -= 1
        take(item, anchor, &sink)
      case .continuation: break
      case .comment: takeHeader(item)
      case .lost(let count):
        tally.addLost(count)
        sink.loseTrack()
      case .unparsed: noteUnparsed(item)
      }
    }
    return true
  }

  private mutating func take(
    _ item: FtraceItem, _ anchor: FtraceAnchor, _ sink: inout some RecordSink
  ) {
    let bytes = file.bytes
    let (kind, body) = kinds.kind(bytes, event: anchor.event, end: item.bytes.upperBound)
    let meaning = kinds.meanings[kind]
    lines.note(line: item.line, byte: item.bytes.lowerBound)
    if meaning != .other { body.read(meaning, into: &fields) }
    let record = TraceRecord(
      identifier: anchor.identifier, cpu: anchor.cpu, timeNanoseconds: anchor.time, kind: kind,
      line: item.line, bytes: item.bytes)
    let isUnderstood = sink.take(
      record, meaning, fields, command: String(decoding: bytes[anchor.command], as: UTF8.self))
    if !isUnderstood { noteUnparsed(item) }
  }

  /// `# entries-in-buffer/entries-written: 622/622   #P:2`: what was overwritten is lost.
  private mutating func takeHeader(_ item: FtraceItem) {
    var cursor = ByteCursor(file.bytes, item.bytes)
    guard cursor.skip("# entries-in-buffer/entries-written: "), let kept = cursor.decimal(),
      cursor.skip(0x2F), let written = cursor.decimal(), written > kept
    else { return }
    tally.addLost(written - kept)
  }

  private mutating func noteUnparsed(_ item: FtraceItem) {
    let bytes = file.bytes
    tally.unparsed.add(
      line: item.line, text: String(decoding: bytes[item.bytes], as: UTF8.self))
  }
}
