import Screen

extension StartMenu {
  /// The menu's screen.
  public func draw() -> CellBuffer {
    var buffer = CellBuffer(size: size, encoding: isASCII ? .ascii : .unicode)
    buffer.withRegion { screen in
      screen.box(
        title: "tablewalk · a time machine for arm64 page tables",
        footer: isShort
          ? "↑↓ or a digit · Enter opens · q quits"
          : "↑↓ choose · Enter opens · Esc back · q quits",
        style: theme[.focus])
      screen.inset(columns: 2, rows: 1) { area in
        let (lines, chosen) = self.lines(in: area.size)
        // The chosen line stays in view, with what stands below it.
        let first = max(0, min(chosen + 3 - area.size.rows, lines.count - area.size.rows))
        for (row, line) in lines.dropFirst(first).prefix(area.size.rows).enumerated() {
          area.draw(line, row: row, theme: theme)
        }
        let below = lines.count - first - area.size.rows
        if below > 0 || first > 0 {
          area.drawScrollNote(
            above: first, below: max(0, below), sparing: lines.prefix(first + area.size.rows).last,
            theme: theme)
        }
      }
    }
    return buffer
  }

  /// All lines, and which of them is the chosen item's first.
  ///
  /// On the first page each item has its words as long as all fit; else only the chosen one has.
  func lines(in size: Size) -> (lines: [Line], chosen: Int) {
    let whole = lines(width: size.columns, tellsAll: isShort)
    return whole.lines.count <= size.rows || !isShort
      ? whole : lines(width: size.columns, tellsAll: false)
  }

  private func lines(width: Int, tellsAll: Bool) -> (lines: [Line], chosen: Int) {
    var lines = Prose.lines(introduction, width: min(width, 100)) + [.blank]
    var chosen = 0
    for (number, item) in shown.enumerated() {
      if number == selected { chosen = lines.count }
      lines += rows(of: item, number, width: width, tells: tellsAll || number == selected)
      if isShort, tellsAll || number == selected { lines.append(.blank) }
    }
    return (lines, chosen)
  }

  private var introduction: String {
    switch page {
    case .top:
      "Where a guest's memory access finds no stage-2 translation, KVM takes a fault and makes one, "
        + "under mmu_lock. Watch it happen, forwards and back."
    case .scenarios:
      "Each scenario asks a question about a race in KVM. Choose who moves, step by step, and see; "
        + "or let the program play the way that goes wrong."
    case .lessons:
      "Each lesson says a little, shows it on a live screen, and asks. Answers are worked out by the "
        + "engine. What you did is kept: ✓ done, ◐ begun."
    }
  }

  private func rows(of item: Item, _ number: Int, width: Int, tells: Bool) -> [Line] {
    let isChosen = number == selected
    let mark = isChosen ? "▶ " : "  "
    let lead = isShort ? "\(mark)\(number + 1)  " : mark
    let room = width - CharacterWidth.columns(of: lead)
    let hasCommand = room > CharacterWidth.columns(of: item.title + item.command) + 2
    var head: Line = [
      Word(lead, isChosen ? .changed : .label), Word(item.title, .strong),
    ]
    if hasCommand {
      let gap = room - CharacterWidth.columns(of: item.title + item.command)
      head.words += [Word(String(repeating: " ", count: gap)), Word(item.command, .faint)]
    }
    head.isHighlighted = isChosen
    let indent = String(repeating: " ", count: CharacterWidth.columns(of: lead))
    guard tells else { return [head] }
    return [head]
      + Prose.lines(item.words, width: min(room, 96)).map { Line([Word(indent)] + $0.words) }
  }
}
