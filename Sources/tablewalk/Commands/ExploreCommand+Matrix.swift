import Explorer
import Foundation
import Interleavings
import KVM

extension ExploreCommand {
  /// Searches every cell of the table of verdicts and prints what it says beside what was found.
  func printMatrix() throws {
    let watch = try SearchWatch(search)
    var matrix = MatrixReport(rows: [])
    for row in VerdictTable.rows {
      var cells: [MatrixReport.Cell] = []
      for column in VerdictTable.columns {
        var reports: [ExpectationReport] = []
        let entries = VerdictTable.entries(row, column, in: Scenario.builtIn)
        for entry in entries where !watch.isInterrupted {
          if let report = try report(on: entry, watch) { reports.append(report) }
        }
        cells.append(MatrixReport.Cell(column: column, entries: entries, reports))
      }
      matrix.rows.append(MatrixReport.Row(name: row.name, title: row.title, cells: cells))
      if format == .text { try Output.write(matrix.text(ofRow: matrix.rows.count - 1)) }
      if watch.isInterrupted { break }
    }
    try Output.write(format == .json ? try JSONOutput.text(matrix) : matrix.summary)
    if !matrix.isAsExpected || watch.isInterrupted { throw AnswerIsNo() }
  }
}
