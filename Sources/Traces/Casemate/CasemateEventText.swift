import Files
import Machine

/// The text of a record behind its name: its fields, and the place in the program at the end.
struct CasemateEventText: EventTextSource {
  let file: FileBytes
  let lines: LineIndex

  func line(ofEventAt index: Int, in log: EventLog) -> Int? {
    lines.line(ofByte: log.source(ofEventAt: index), in: file.bytes)
  }

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    var scanner = CasemateScanner(file.bytes, from: log.source(ofEventAt: index))
    guard let item = scanner.next() else { return "" }
    guard let record = CasemateRecord(file.bytes, item.bytes) else {
      let verdict = file.bytes[item.bytes].drop { $0 == 0x21 || $0 == 0x20 }
      return String(decoding: verdict, as: UTF8.self)
    }
    let fields = record.fields.map { $0.name == "op" ? $0.value : "\($0.name) \($0.value)" }
    let source = record.source.map { ["src \($0)"] } ?? []
    let number = record.sequence.map { ["id \($0)"] } ?? []
    return (fields + source + number).joined(separator: ", ")
  }
}
