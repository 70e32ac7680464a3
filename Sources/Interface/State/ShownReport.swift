import Query

/// A report or history that covers the screen, with a row that is chosen.
struct ShownReport: Sendable {
  /// What it is of: “faults”, “History of L2[1]”.
  let title: String
  /// Its rows.
  let table: ReportTable
  /// The row that is chosen.
  private(set) var selected: Int

  /// Shows a report with a row chosen.
  init(_ title: String, _ table: ReportTable, selected: Int = 0) {
    self.title = title
    self.table = table
    self.selected = min(max(0, selected), max(0, table.count - 1))
  }

  /// Chooses a row so many further down.
  mutating func move(by rows: Int) {
    selected = min(max(selected.advancedClamping(by: rows), 0), max(0, table.count - 1))
  }
}
