import Screen
import VMSA

/// A nested translation drawn as its grid, as far as lookups have been made.
struct NestedGridPanel: Panel {
  let grid: NestedGrid
  /// How many lookups have been made; nil for all.
  var made: Int?

  /// The most and the least columns of a cell with an entry.
  private static let cellColumns = 12...34

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    guard !grid.rows.isEmpty else {
      return drawOutcome(into: &area, row: 0, theme: theme)
    }
    let lines = linesPerCell(rows: area.size.rows)
    let (names, cells) = columns(of: area.size.columns)
    frames(names, cells, lines: lines, theme: theme).draw(into: &area)
    for (number, row) in grid.rows.enumerated() {
      let top = 1 + number * (lines + 1)
      let isReached = row.lookups.contains { $0.number <= shown } || isWholeAndEmpty(row)
      area.withRegion(Rect(x: 2, y: top, columns: names - 3, rows: lines)) {
        $0.draw(name(of: row, isReached: isReached), theme: theme)
      }
      for (column, content) in contents(of: row).enumerated() {
        let rect = Rect(
          x: names - 1 + column * (cells - 1) + 2, y: top, columns: cells - 3, rows: lines)
        area.withRegion(rect) { $0.draw(content, theme: theme) }
      }
    }
    drawOutcome(into: &area, row: 1 + grid.rows.count * (lines + 1), theme: theme)
  }

  /// The rows it takes with three lines a cell, the outcome among them.
  var wantedRows: Int { grid.rows.isEmpty ? 2 : 1 + grid.rows.count * 4 + 2 }

  private var shown: Int { made ?? grid.lookupCount }
  private var isDone: Bool { shown >= grid.lookupCount }

  // MARK: - Where everything is

  private var hasStage1: Bool { grid.rows.contains { $0.stage1 != nil } }
  private var cellCount: Int { grid.levels.count + (hasStage1 ? 1 : 0) }

  private func linesPerCell(rows: Int) -> Int {
    max(1, min(3, (rows - 3) / max(1, grid.rows.count) - 1))
  }

  /// The columns of the cell with a row's name, and of each with an entry, borders included.
  private func columns(of width: Int) -> (names: Int, cells: Int) {
    let widest = grid.rows.map { max($0.name.count, inputWords(of: $0).count) }.max() ?? 0
    let names = min(widest + 4, max(12, width / 4))
    let room = (width - names) / max(1, cellCount) + 1
    let range = NestedGridPanel.cellColumns
    return (names, min(max(room, range.lowerBound), range.upperBound))
  }

  private func frames(_ names: Int, _ cells: Int, lines: Int, theme: Theme) -> FrameGrid {
    var frames = FrameGrid()
    for number in grid.rows.indices {
      let top = number * (lines + 1)
      frames.add(
        Rect(x: 0, y: top, columns: names, rows: lines + 2), title: number == 0 ? "for" : nil,
        style: theme[.frame], titleStyle: theme[.title])
      for column in 0..<cellCount {
        frames.add(
          Rect(x: names - 1 + column * (cells - 1), y: top, columns: cells, rows: lines + 2),
          title: number == 0 ? heading(column) : nil, style: theme[.frame],
          titleStyle: theme[.title])
      }
    }
    return frames
  }

  private func heading(_ column: Int) -> String {
    column < grid.levels.count ? "stage 2 \(grid.levels[column].shortName)" : "stage 1"
  }

  // MARK: - What is in it

  /// A row that no entry was read for: a fault was met before the first.
  private func isWholeAndEmpty(_ row: NestedGrid.Row) -> Bool { row.lookups.isEmpty && isDone }

  private func name(of row: NestedGrid.Row, isReached: Bool) -> [Line] {
    [Line(row.name, .label), Line(isReached ? inputWords(of: row) : "")]
  }

  private func inputWords(of row: NestedGrid.Row) -> String {
    "IPA \(Hexadecimal.grouped(row.input))"
  }

  private func contents(of row: NestedGrid.Row) -> [[Line]] {
    let stage2 = grid.levels.map { level in
      row.stage2.first { $0.level == level }.map(content) ?? []
    }
    guard hasStage1 else { return stage2 }
    if let stage1 = row.stage1 { return stage2 + [content(stage1)] }
    guard let output = grid.output, row.purpose == .locatesOutput, isDone else {
      return stage2 + [[]]
    }
    return stage2 + [[Line("─► PA", .strong), Line(output.grouped, .strong)]]
  }

  private func content(_ lookup: NestedGrid.Lookup) -> [Line] {
    guard lookup.number <= shown else { return [Line("\(lookup.number)", .faint)] }
    let isLast = lookup.number == made && !isDone
    let mark = lookup.isStop ? "✗ " : isLast ? "◆ " : ""
    let ink: Ink = lookup.isStop ? .bad : isLast ? .changed : .strong
    let place = lookup.level.shortName + (lookup.index.map { "[\($0)]" } ?? "")
    return [
      [Word("\(mark)\(lookup.number) ", ink), Word(place, .label)],
      Line(lookup.address.grouped, .faint),
      Line(lookup.summary, lookup.isStop ? .bad : .text),
    ]
  }

  private func drawOutcome(into area: inout CellBuffer.Region, row: Int, theme: Theme) {
    let count = grid.lookupCount
    let read = "\(count == 1 ? "1 entry" : "\(count) entries") looked up"
    let words = isDone ? "\(grid.outcome) · \(read)" : "\(shown) of \(read)"
    let ink: Ink = !isDone ? .faint : grid.output == nil ? .bad : .strong
    for (place, line) in Prose.lines(words, width: area.size.columns - 2, ink: ink).enumerated() {
      area.draw(Line([Word(" ")]) + line, row: row + place, theme: theme)
    }
  }
}

extension CellBuffer.Region {
  /// Draws lines from the top, as many as there is room for.
  fileprivate mutating func draw(_ lines: [Line], theme: Theme) {
    for (row, line) in lines.prefix(size.rows).enumerated() { draw(line, row: row, theme: theme) }
  }
}
