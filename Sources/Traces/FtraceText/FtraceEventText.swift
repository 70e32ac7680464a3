import Files
import Machine

/// The text of an ftrace event behind its name, from the file.
struct FtraceEventText: EventTextSource {
  let file: FileBytes
  let lines: LineIndex

  func line(ofEventAt index: Int, in log: EventLog) -> Int? {
    lines.line(ofByte: log.source(ofEventAt: index), in: file.bytes)
  }

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    var scanner = FtraceScanner(file.bytes, from: log.source(ofEventAt: index))
    guard let item = scanner.next(), case .record(let anchor) = item.kind else { return "" }
    var end = item.bytes.upperBound
    while let next = scanner.next(), case .continuation = next.kind { end = next.bytes.upperBound }
    var cursor = ByteCursor(file.bytes, anchor.event..<end)
    let isPlain = cursor.byte != 0x3C
    _ = cursor.run { $0 == 0x3A || $0 == 0x20 && isPlain }
    if cursor.skip(0x3A) { _ = cursor.skip(0x20) }
    return String(decoding: file.bytes[min(cursor.position, end)..<end], as: UTF8.self)
  }
}
