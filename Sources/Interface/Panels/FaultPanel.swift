import Screen

/// One fault: what the hardware said of it, its way through the handler, how it ended.
struct FaultPanel: ScrollingPanel {
  let fault: FaultView
  var scroll = 0

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    var lines: [Line] = []
    for (number, fact) in fault.facts.enumerated() {
      lines += Prose.lines(fact, width: size.columns, ink: number == 0 ? .strong : .text)
    }
    if size.rows >= 10 { lines += Prose.lines(fault.sentence, width: size.columns, ink: .faint) }
    if !fault.outcome.isEmpty {
      lines += Prose.lines(
        fault.outcome, width: size.columns, ink: fault.isUnfinished ? .wait : .strong)
    }
    return lines + path(columns: size.columns)
  }

  /// The steps after each other, broken between steps: done, ● now, ○ still to come.
  private func path(columns: Int) -> [Line] {
    var lines: [Line] = []
    var line = Line([])
    for (number, step) in fault.path.enumerated() {
      let word = FaultPanel.word(for: step)
      let separator = number == 0 ? "" : " ▸ "
      if !line.words.isEmpty, line.columns + separator.count + word.text.count > columns {
        lines.append(line)
        line = Line(number == 0 ? [] : [Word("▸ ", .faint)])
      } else if number > 0 {
        line.words.append(Word(separator, .faint))
      }
      line.words.append(word)
    }
    return line.words.isEmpty ? lines : lines + [line]
  }

  private static func word(for step: FaultView.Step) -> Word {
    let times = step.count > 1 ? " ×\(step.count)" : ""
    switch step.progress {
    case .done, .open: return Word(step.name + times)
    case .current: return Word("●\(step.name)\(times)", .strong)
    case .ahead: return Word("○\(step.name)\(times)", .faint)
    }
  }
}
