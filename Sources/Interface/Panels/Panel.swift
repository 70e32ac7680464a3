import Screen

/// A part of the screen: a function from plain values to cells. It holds no state and asks nobody.
protocol Panel: Sendable {
  /// Draws into an area that has been cleared.
  func draw(into area: inout CellBuffer.Region, theme: Theme)
}

/// A panel made of lines, of which a window is shown.
protocol ScrollingPanel: Panel {
  /// How many lines are above the window, as far as there are so many.
  var scroll: Int { get }
  /// All lines, for an area of this size.
  func lines(in size: Size, encoding: TextEncoding) -> [Line]
  /// Whether the note on what is not shown must cover no line: so where lines make sentences.
  var keepsLinesWhole: Bool { get }
}

extension ScrollingPanel {
  var keepsLinesWhole: Bool { false }

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    guard !area.size.isEmpty else { return }
    let lines = lines(in: area.size, encoding: area.encoding)
    let first = min(max(scroll, 0), Self.furthestScroll(lines.count, rows: area.size.rows))
    for (row, line) in lines[first...].prefix(area.size.rows).enumerated() {
      area.draw(line, row: row, theme: theme)
    }
    let below = lines.count - first - area.size.rows
    if below > 0 || first > 0 {
      let last = lines[min(lines.count, first + area.size.rows) - 1]
      area.drawScrollNote(
        above: first, below: max(0, below), sparing: keepsLinesWhole ? last : nil, theme: theme)
    }
  }

  /// The most lines that may be above the window.
  static func furthestScroll(_ lineCount: Int, rows: Int) -> Int { max(0, lineCount - rows) }
}

extension CellBuffer.Region {
  /// Draws a line in a row, cut at the right edge with an ellipsis.
  mutating func draw(_ line: Line, row: Int, theme: Theme) {
    var column = 0
    for word in line.words {
      let room = Rect(x: column, y: row, columns: size.columns - column, rows: 1)
      guard room.columns > 0 else { return }
      column += write(word.text, in: room, style: theme[word.ink])
    }
    if line.isHighlighted {
      let attributes = theme[.selected].attributes
      restyle(bounds.row(row)) { $0.attributes.formUnion(attributes) }
    }
  }

  /// Says at the lower right how many lines are not shown.
  ///
  /// A line to be spared is left for later where there is more below; else the note is left out.
  mutating func drawScrollNote(above: Int, below: Int, sparing last: Line?, theme: Theme) {
    guard size.columns >= 24, size.rows >= 1 else { return }
    var below = below
    if let last, last.columns > size.columns - 16 {
      guard below > 0 else { return }
      fill(bounds.row(size.rows - 1))
      below += 1
    }
    let note = [above > 0 ? "↑\(above)" : nil, below > 0 ? "↓\(below)" : nil].compactMap(\.self)
      .joined(separator: " ")
    write(" \(note) more", in: bounds.row(size.rows - 1), align: .trailing, style: theme[.faint])
  }
}
