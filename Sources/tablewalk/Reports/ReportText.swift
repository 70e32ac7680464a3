import Machine
import Query
import Screen

/// A report as text in columns.
struct ReportText {
  private let table: ReportTable
  private let file: String?
  private let widths: [Int]
  private let numbers: [Bool]

  /// Goes through the rows once to learn how wide the columns are.
  ///
  /// - Parameter file: the name for a first column; nil for none.
  init(_ table: ReportTable, file: String?) {
    self.table = table
    self.file = file.map { SafeText.sanitized($0) }
    var widths = table.columns.map { CharacterWidth.columns(of: $0.title) }
    var numbers = Array(repeating: false, count: widths.count)
    for row in 0..<table.count {
      for (column, cell) in table.row(row).enumerated() where widths.indices.contains(column) {
        widths[column] = max(widths[column], CharacterWidth.columns(of: cell.words))
        if cell.isNumber { numbers[column] = true }
      }
    }
    self.widths = widths
    self.numbers = numbers
  }

  /// Writes the headings and the rows.
  func write(to output: inout BufferedOutput) throws {
    let lead = file.map { String(repeating: " ", count: CharacterWidth.columns(of: $0)) }
    try output.write(line(table.columns.map(\.title), lead: lead.map { padded("file", like: $0) }))
    for row in 0..<table.count {
      try output.write(line(table.row(row).map(\.words), lead: file))
    }
  }

  private func padded(_ title: String, like spaces: String) -> String {
    title + String(spaces.dropFirst(title.count))
  }

  private func line(_ words: [String], lead: String?) -> String {
    let fitted = zip(words, widths.indices).map { text, column in
      let safe = SafeText.sanitized(text)
      let room = widths[column] - CharacterWidth.columns(of: safe)
      let spaces = String(repeating: " ", count: max(0, room))
      return numbers[column] ? spaces + safe : safe + spaces
    }
    var line = ((lead.map { [$0] } ?? []) + fitted).joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  /// An event on a line: number, time, thread, kind and text.
  static func line(ofEvent event: Int, in timeline: Timeline) -> String {
    let log = timeline.log
    let kind = log.kind(ofEventAt: event)
    let name =
      timeline.cast.eventKinds.indices.contains(kind) ? timeline.cast.eventKinds[kind] : "?"
    let time = ReportCell.time(log.timeNanoseconds(ofEventAt: event)).words
    let thread = timeline.cast.threadName(log.thread(ofEventAt: event))
    return SafeText.sanitized(
      "\(event) \(time) \(thread) \(name) \(timeline.body(ofEventAt: event))")
  }
}
