import Screen

/// The last line, over the lowest border: what is being typed, a message, or what keys do.
struct FooterBar: Panel {
  /// What is being typed, with the character it begins with.
  let prompt: String?
  /// Which character of it is wrong, counting the one it begins with; nil for none.
  let mark: Int?
  /// A message instead of the reminders, or above what is being typed.
  let message: Message?
  let isASCII: Bool
  /// Which keys the reminders are of.
  let mode: KeyMode

  /// The footer of a state.
  init(_ state: AppState) {
    prompt = state.prompt.map { $0.lead + $0.text }
    mark = state.prompt?.mark
    message = state.message
    isASCII = state.isASCII
    mode = state.panelMode
  }

  /// How many rows it takes on a screen of so many columns: more than one for a long message.
  func rows(columns: Int) -> Int {
    let lines = messageLines(columns: columns).count
    return prompt == nil ? max(1, lines) : lines + 1
  }

  private func messageLines(columns: Int) -> [Line] {
    guard let message else { return [] }
    return Prose.lines(
      message.text, width: max(1, columns - 4), ink: message.isError ? .bad : .strong)
  }

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    let line = Rect(x: 1, y: 0, columns: area.size.columns - 2, rows: 1)
    if let prompt {
      let lines = messageLines(columns: area.size.columns)
      for (row, line) in lines.enumerated() where row < area.size.rows - 1 {
        area.fill(area.bounds.row(row), style: .plain)
        area.draw(Line([Word("  ")]) + line, row: row, theme: theme)
      }
      area.withRegion(area.bounds.row(area.size.rows - 1)) {
        drawPrompt(prompt, into: &$0, theme: theme)
      }
    } else if area.size.rows > 1 {
      area.fill(style: .plain)
      let lines = messageLines(columns: area.size.columns)
      for (row, line) in lines.enumerated() {
        area.draw(Line([Word("  ")]) + line, row: row, theme: theme)
      }
    } else if let message {
      area.write(
        SafeText.fitted(" \(message.text) ", columns: line.columns, encoding: area.encoding),
        in: line, style: theme[message.isError ? .bad : .strong])
    } else {
      let text = Keymap.standard.footer(
        columns: line.columns - 2, isASCII: isASCII, mode: mode)
      area.write(" \(text) ", in: line, style: theme[.footer])
    }
  }

  /// The end of what is typed, if it is too long, and a cursor; a hint at the right.
  private func drawPrompt(
    _ prompt: String, into area: inout CellBuffer.Region, theme: Theme
  ) {
    area.fill(style: .plain)
    let hint =
      prompt.hasPrefix(":")
      ? "Tab completes · Enter does it · Esc leaves" : "Enter searches · Esc leaves"
    let room = area.size.columns - 2
    var shown = SafeText.sanitized(prompt, encoding: area.encoding)
    var cut = 0
    while CharacterWidth.columns(of: shown) > room - 1, !shown.isEmpty {
      shown.removeFirst()
      cut += 1
    }
    let used = area.write(shown, at: Point(1, 0), style: theme[.strong])
    if let mark, mark >= cut, mark - cut < shown.count {
      let column = CharacterWidth.columns(of: String(shown.prefix(mark - cut)))
      area.restyle(Rect(x: 1 + column, y: 0, columns: 1, rows: 1)) { $0 = theme[.bad] }
    }
    area.write("▏", at: Point(1 + used, 0), style: theme[.focus])
    guard used + 2 + hint.count < room else { return }
    area.write(
      hint, in: Rect(x: 1, y: 0, columns: room, rows: 1), align: .trailing, style: theme[.faint])
  }
}
