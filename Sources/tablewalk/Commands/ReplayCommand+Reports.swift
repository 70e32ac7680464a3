import Machine
import Query
import Screen
import Traces

extension ReplayCommand {
  /// Each recording in numbers: blocks of text, one object of JSON, or JSON Lines for several; in CSV
  /// a row a figure.
  func printSummaries() throws {
    if format == .csv { return try printTables { SummaryReport($0).table } }
    guard format == .text || format == .json else {
      throw UsageError(
        description: "--summary is written as text, json or csv, not \(format.rawValue).")
    }
    var isFirst = true
    try forEachRecording { recording in
      let report = SummaryReport(recording)
      switch (format, files.count > 1) {
      case (.json, false): try Output.write(try JSONOutput.text(report))
      case (.json, true): try Output.write(try JSONOutput.line(report))
      default: try Output.write((isFirst ? "" : "\n") + report.text)
      }
      isFirst = false
    }
  }

  /// A report on each recording.
  func printReports(_ name: ReportName, _ expression: QueryExpression?) throws {
    try printTables { recording in
      let timeline = recording.timeline
      return name.table(timeline, filter: expression.map { EventFilter($0, for: timeline) })
    }
  }

  /// The events that satisfy an expression, one a line.
  func printEvents(_ expression: QueryExpression) throws {
    guard format == .text else {
      return try printTables {
        .events($0.timeline, filter: EventFilter(expression, for: $0.timeline))
      }
    }
    var output = BufferedOutput()
    try forEachRecording { recording in
      let timeline = recording.timeline
      let filter = EventFilter(expression, for: timeline)
      let lead = files.count > 1 ? "\(SafeText.sanitized(recording.file)): " : ""
      for event in 0..<timeline.count where filter.matches(eventAt: event, in: timeline) {
        try output.write(lead + ReportText.line(ofEvent: event, in: timeline))
      }
    }
    try output.flush()
  }

  private func printTables(_ table: (Recording) -> ReportTable) throws {
    guard format.screenFormat == nil || format == .text || format == .json else {
      throw UsageError(
        description: "Reports are written as text, json or csv, not \(format.rawValue).")
    }
    var output = BufferedOutput()
    var isFirst = true
    // What was printed must reach the reader even where a later file can't be read.
    defer { try? output.flush() }
    try forEachRecording { recording in
      let table = table(recording)
      let file = files.count > 1 ? recording.file : nil
      switch format {
      case .csv:
        if isFirst { try output.write(table.csvHeading(withFile: file != nil)) }
        for row in 0..<table.count {
          try output.write(table.csv(row: row, file: file) { SafeText.sanitized($0) })
        }
      case .json:
        for row in 0..<table.count { try output.write(table.json(row: row, file: file)) }
      default:
        if !isFirst { try output.write("") }
        try ReportText(table, file: file).write(to: &output)
      }
      isFirst = false
    }
    try output.flush()
  }
}
