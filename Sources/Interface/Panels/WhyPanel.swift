import Screen

/// Short prose: why this is so, what changed, what the event means.
struct WhyPanel: ScrollingPanel {
  let why: WhyView
  var scroll = 0

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    let meaning = Prose.lines(why.meaning, width: size.columns, ink: .faint)
    let reasoning = Prose.lines(why.reasoning, width: size.columns)
    var lines = why.isDecided ? reasoning : meaning
    for change in why.changes {
      lines += Prose.item(
        Word("◆", .changed), "\(change.words) (\(change.basis))", width: size.columns)
    }
    if why.furtherChanges > 0 {
      lines.append(Line("and \(Prose.counted(why.furtherChanges, "more change"))", .faint))
    }
    lines += why.isDecided ? meaning : reasoning
    for note in why.notes {
      lines += Prose.item(Word("!", .wait), note, width: size.columns)
    }
    return lines
  }
}
