import Query

/// A report or history that covers the screen, with a row that is chosen.
struct ShownReport: Sendable {
  /// What it is of: “faults”, “History of L2[1]”.
  let title: String
  /// Its rows.
  let table: ReportTable
  /// The row that is chosen.
  private(set) var selected: Int

  /// How many columns behind the first are left out, for those further right.
  private(set) var hiddenColumns = 0

  /// Shows a report with a row chosen.
  init(_ title: String, _ table: ReportTable, selected: Int = 0) {
    self.title = title
    self.table = table
    self.selected = min(max(0, selected), max(0, table.count - 1))
  }

  /// Leaves out so many columns more; the first and the last always stay.
  mutating func shift(by columns: Int) {
    hiddenColumns = min(
      max(hiddenColumns.advancedClamping(by: columns), 0), max(0, table.columns.count - 2))
  }

  /// The columns shown: the first, and those behind the ones left out.
  var shownColumns: [Int] {
    table.columns.indices.filter { $0 == 0 || $0 > hiddenColumns }
  }

  /// Chooses a row so many further down.
  mutating func move(by rows: Int) {
    selected = min(max(selected.advancedClamping(by: rows), 0), max(0, table.count - 1))
  }
}
