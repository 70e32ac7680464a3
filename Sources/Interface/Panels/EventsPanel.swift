import Machine
import Screen

/// The list of events; the current one is marked and its changes stand below it.
struct EventsPanel: Panel {
  let events: EventsView

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    for (row, line) in lines(columns: area.size.columns).prefix(area.size.rows).enumerated() {
      area.draw(line.line, row: row, theme: theme)
    }
  }

  /// The lines, each with the number of the event it belongs to.
  func lines(columns: Int) -> [(line: Line, event: Int?)] {
    var lines: [(line: Line, event: Int?)] = []
    if !events.note.isEmpty { lines.append((Line(events.note, .faint), nil)) }
    let widths = Widths(columns: columns, rows: events.rows)
    for row in events.rows {
      let line =
        events.areSteps ? stepLine(for: row, columns: columns) : line(for: row, widths)
      lines.append((line, row.number))
      if row.isCurrent { lines += changeLines.map { ($0, row.number) } }
    }
    return lines
  }

  /// How wide each column is: numbers as needed, times and threads where there is room.
  private struct Widths {
    var number: Int
    var time: Int
    var thread: Int
    var kind: Int

    init(columns: Int, rows: [EventsView.Row]) {
      number = max(4, String(rows.last?.number ?? 0).count)
      time = columns >= 70 ? (rows.map(\.time.count).max() ?? 0) + 2 : 0
      thread = columns >= 90 ? 20 : columns >= 60 ? 14 : 0
      kind = columns >= 90 ? 27 : 19
    }
  }

  private func line(for row: EventsView.Row, _ widths: Widths) -> Line {
    let ink: Ink = row.isCurrent ? .strong : .text
    let mark = row.isCurrent ? "▶ " : row.isSelected ? "› " : "  "
    var line: Line = [
      Word(mark, row.isCurrent ? .changed : .text),
      Word(
        String(row.number).trailingColumn(widths.number) + "  ", row.isCurrent ? .strong : .faint),
    ]
    if widths.time > 0 { line.words.append(Word(row.time.column(widths.time), .faint)) }
    if widths.thread > 0 {
      line.words.append(Word(row.thread.column(widths.thread - 1) + " ", ink))
    }
    line.words += [
      Word(row.kind.column(widths.kind - 1) + " ", row.isCurrent ? .strong : .label),
      Word(row.text, ink),
    ]
    line.isHighlighted = row.isSelected
    return line
  }

  /// A step: who, what it does in words, and the kernel function where there is room for it.
  private func stepLine(for row: EventsView.Row, columns: Int) -> Line {
    let ink: Ink = row.isCurrent ? .strong : row.isAhead ? .faint : .text
    let mark = row.isCurrent ? "▶ " : row.isSelected ? "› " : "  "
    let who = row.number == 0 ? "" : row.thread
    var line: Line = [
      Word(mark, row.isCurrent ? .changed : .text),
      Word(String(row.number).trailingColumn(4) + "  ", row.isCurrent ? .strong : .faint),
      Word(who.column(5), ink), Word(row.text, ink),
    ]
    let room = columns - line.columns - 2
    if row.number > 0, CharacterWidth.columns(of: row.kind) <= room {
      line.words.append(Word("  " + row.kind.trailingColumn(room), .faint))
    }
    line.isHighlighted = row.isSelected
    return line
  }

  private var changeLines: [Line] {
    var lines = events.changes.map { change -> Line in
      [
        Word("       ◆ ", .changed), Word(change.words, .changed),
        Word(events.areSteps ? "" : "  (\(change.provenance.word))", .faint),
      ]
    }
    if events.furtherChanges > 0 {
      lines.append(
        Line("         and \(Prose.counted(events.furtherChanges, "more change"))", .faint))
    }
    return lines
  }
}
