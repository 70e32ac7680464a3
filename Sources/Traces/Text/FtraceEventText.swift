import Files
import Machine

/// The text of an event behind its name, read again from where its record stands.
struct FtraceEventText: EventTextSource {
  private let file: FileBytes
  private let dialect: TextDialect
  private let header: TextHeader
  private let lines: LineIndex

  init(file: FileBytes, lines: LineIndex = LineIndex()) {
    self.file = file
    self.lines = lines
    dialect = TextDialect.detect(file.bytes) ?? .columns
    header = TextHeader(file.bytes)
  }

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    text(at: log.source(ofEventAt: index))
  }

  func line(ofEventAt index: Int, in log: EventLog) -> Int? {
    lines.line(ofByte: log.source(ofEventAt: index), in: file.bytes)
  }

  /// The text of the event whose record begins at a byte.
  func text(at start: Int) -> String {
    let bytes = file.bytes
    guard start >= 0, start < bytes.count else { return "" }
    if dialect == .graph { return GraphText(bytes).text(at: start) }
    var scanner = FtraceScanner(bytes, dialect: dialect, header: header, from: start)
    guard let item = scanner.next(), case .record(let anchor) = item.kind else { return "" }
    var end = item.bytes.upperBound
    while let next = scanner.next(), next.isContinuation { end = next.bytes.upperBound }
    var cursor = ByteCursor(bytes, anchor.event..<max(end, anchor.event))
    let isBracketed = cursor.byte == 0x3C
    let name = cursor.run { $0 == 0x3A || $0 == 0x0A || $0 == 0x20 && !isBracketed }
    // “symbol <-parent” has no name but is the text.
    var body = cursor.byte == 0x20 && !isBracketed ? name.lowerBound : name.upperBound
    if cursor.byte != 0x20 { body = TextKinds.body(bytes, name.upperBound, cursor.end) }
    return String(decoding: bytes[min(body, cursor.end)..<cursor.end], as: UTF8.self)
  }
}

extension FtraceItem {
  /// Whether it belongs to the record before.
  fileprivate var isContinuation: Bool {
    switch kind {
    case .continuation, .imitation: true
    case .record, .comment, .lost, .unparsed: false
    }
  }
}
