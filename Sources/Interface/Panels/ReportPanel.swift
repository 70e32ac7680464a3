import Query
import Screen

/// A report or history: its headings, and the rows around the chosen one.
struct ReportPanel: Panel {
  let report: ShownReport

  /// How many of the first rows have a say in how wide columns are, besides those shown.
  private static let sample = 64

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    let table = report.table
    guard table.count > 0 else {
      area.draw(Line("There is nothing of this in the recording.", .faint), row: 0, theme: theme)
      return
    }
    let rows = ReportPanel.window(table.count, around: report.selected, rows: area.size.rows - 1)
    let shown = rows.map { table.row($0) }
    let measured = shown + (0..<min(table.count, ReportPanel.sample)).map(table.row)
    let widths = table.columns.indices.map { column in
      measured.reduce(CharacterWidth.columns(of: table.columns[column].title)) {
        max($0, $1.indices.contains(column) ? CharacterWidth.columns(of: $1[column].words) : 0)
      }
    }
    let numbers = table.columns.indices.map { column in
      measured.contains { $0.indices.contains(column) && $0[column].isNumber }
    }
    let columns = report.shownColumns
    let titles = columns.map { place in
      ReportPanel.fitted(table.columns[place].title, widths[place], isNumber: numbers[place])
    }
    area.draw(Line("  " + titles.joined(separator: "  "), .label), row: 0, theme: theme)
    for (row, number) in rows.enumerated() {
      let cells = shown[row]
      let words = columns.filter(cells.indices.contains).map { place in
        ReportPanel.fitted(cells[place].words, widths[place], isNumber: numbers[place])
      }
      let isSelected = number == report.selected
      var line: Line = [
        Word(isSelected ? "› " : "  "), Word(words.joined(separator: "  ")),
      ]
      line.isHighlighted = isSelected
      area.draw(line, row: row + 1, theme: theme)
    }
  }

  private static func fitted(_ text: String, _ columns: Int, isNumber: Bool) -> String {
    isNumber ? SafeText.sanitized(text).trailingColumn(columns) : text.column(columns)
  }

  /// The rows shown: the chosen one a third of the way down.
  static func window(_ count: Int, around selected: Int, rows: Int) -> Range<Int> {
    let rows = max(1, rows)
    let first = min(max(0, selected - rows / 3), max(0, count - rows))
    return first..<min(count, first + rows)
  }
}

extension Keymap {
  /// How to choose, go and leave in a report.
  static func reportFooter(isASCII: Bool) -> String {
    let name = { keyName(of: $0, in: .report, isASCII: isASCII) }
    return
      "\(name(.scroll(-1))) \(name(.scroll(1))) choose · \(name(.shift(-1))) \(name(.shift(1))) "
      + "columns · \(name(.open)) goes to the event · \(name(.cancel)) closes"
  }
}
