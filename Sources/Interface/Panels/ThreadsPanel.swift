import Screen

/// The threads of a simulation: who is chosen, who moved last, what each does next, holds and
/// waits for.
struct ThreadsPanel: ScrollingPanel {
  let threads: ThreadsView
  var scroll = 0
  let keepsLinesWhole = true

  /// How much is said of each thread.
  private enum Detail: CaseIterable {
    /// Everything of everyone.
    case all
    /// Everything of those that are chosen or wait; of others the step's name.
    case some
    /// The step's name or the wait.
    case names
  }

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    let note =
      Prose.lines(threads.note, width: size.columns, ink: .wait)
      + (threads.question.isEmpty
        ? [] : Prose.lines(threads.question, width: size.columns, ink: .strong) + [.blank])
    // As much as there is room for; a sentence is left out rather than cut.
    let choices = Detail.allCases.map { detail in
      note + threads.rows.flatMap { lines(of: $0, detail, width: size.columns) }
    }
    return choices.first { $0.count <= size.rows } ?? choices.last ?? []
  }

  private func lines(of row: ThreadsView.Row, _ detail: Detail, width: Int) -> [Line] {
    let lead = row.isChosen ? Word("▶ ", .focus) : Word("  ")
    var head: [Word] = [Word(row.name, row.isChosen ? .strong : .label), Word(row.kind, .faint)]
    if let rule = row.violated {
      head.append(Word("✗ violated \(rule)", .bad))
    } else if row.movedLast {
      head.append(Word("◆ moved last", .changed))
    }
    for hold in row.holds {
      head.append(Word("· holds \(hold)", hold.hasSuffix("(write)") ? .write : .read))
    }
    let flowed = Line.flow(head, width: width - 2, indent: 2)
    var lines = flowed.enumerated().map {
      Line($0.offset == 0 ? [lead] : [Word("  ")]) + $0.element
    }
    for words in next(row, detail) {
      lines += Line.flow(words, width: width - 4, indent: 2).map { Line([Word("    ")]) + $0 }
    }
    return lines
  }

  /// The next step, and what keeps the thread from it, each to begin a line.
  private func next(_ row: ThreadsView.Row, _ detail: Detail) -> [[Word]] {
    guard !row.isFinished else { return [[Word("has come to its end", .faint)]] }
    let wait = row.wait.isEmpty ? [] : [[Word("! \(row.wait)", .wait)]]
    guard detail == .all || wait.isEmpty else { return wait }
    let isSaid = wait.isEmpty && (detail == .all || detail == .some && row.isChosen)
    guard isSaid else { return [[Word(row.step, .strong), Word(row.function)]] + wait }
    let place =
      row.function.isEmpty
      ? [Word("\(row.step):", .strong)] : [Word(row.step, .strong), Word("\(row.function):")]
    let ways =
      row.ways > 1 ? [Word("(can go \(row.ways) ways: s the first, S the second)", .label)] : []
    return [place + [Word(row.saying, .faint)] + ways]
  }
}
