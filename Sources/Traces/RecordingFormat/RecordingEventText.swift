import Files
import Machine

/// The text of an event, and its line in what was exported, from its line of the file.
struct RecordingEventText: EventTextSource {
  let file: FileBytes

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    var text = ""
    readMember("text", ofEventAt: index, in: log) { text = $0.string() ?? "" }
    return text
  }

  func line(ofEventAt index: Int, in log: EventLog) -> Int? {
    var line: Int?
    readMember("line", ofEventAt: index, in: log) { line = $0.integer() }
    return line
  }

  private func readMember(
    _ name: StaticString, ofEventAt index: Int, in log: EventLog,
    _ read: (inout JSONCursor) -> Void
  ) {
    let bytes = file.bytes
    let start = min(max(0, log.source(ofEventAt: index)), bytes.count)
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    var cursor = JSONCursor(rest, 0..<(rest.firstIndex(of: 0x0A) ?? rest.count))
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      if name ~= key { return read(&cursor) }
      cursor.skipValue()
    }
  }
}
