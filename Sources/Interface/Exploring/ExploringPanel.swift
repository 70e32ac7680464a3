import Screen

/// The questions with their answers, and below what is to be said of the chosen one.
struct ExploringPanel: Panel {
  let exploring: Exploring
  /// The names of the simulation's threads, for schedules.
  let threads: [String]

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    let details = details(width: area.size.columns)
    let room = max(1, area.size.rows - details.count - 2)
    let rows = ReportPanel.window(
      exploring.questions.count, around: exploring.selected, rows: room)
    let width = exploring.questions.reduce(8) {
      max($0, CharacterWidth.columns(of: $1.title))
    }
    area.draw(
      Line(
        "  " + "question".column(width) + "  " + "answer".column(16) + "  "
          + "states".trailingColumn(10) + "  " + "depth".trailingColumn(6), .label),
      row: 0, theme: theme)
    for (row, number) in rows.enumerated() {
      area.draw(line(number, width: width), row: row + 1, theme: theme)
    }
    for (row, line) in details.enumerated() {
      area.draw(line, row: rows.count + 2 + row, theme: theme)
    }
  }

  private func line(_ number: Int, width: Int) -> Line {
    let answer = exploring.answers[number]
    let isSelected = number == exploring.selected
    var line: Line = [
      Word(isSelected ? "› " : "  "),
      Word(exploring.questions[number].title.column(width) + "  "),
      Word(ExploringWords.short(answer).column(16) + "  ", ExploringWords.ink(answer)),
      Word((answer.map { String($0.states) } ?? "").trailingColumn(10) + "  "),
      Word((answer.map { String($0.depth) } ?? "").trailingColumn(6)),
    ]
    line.isHighlighted = isSelected
    return line
  }

  private func details(width: Int) -> [Line] {
    guard exploring.questions.indices.contains(exploring.selected) else { return [] }
    let summary = [exploring.summary].compactMap(\.self)
    let chosen = ExploringWords.paragraphs(
      exploring.answers[exploring.selected], of: exploring.questions[exploring.selected],
      threads: threads
    )
    return (summary + chosen).flatMap { Prose.lines($0, width: width) }
  }
}
