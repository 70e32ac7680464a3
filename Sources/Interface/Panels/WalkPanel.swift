import Screen
import VMSA

/// One address taken down the tables, level by level.
struct WalkPanel: ScrollingPanel {
  let walk: WalkView
  var scroll = 0

  /// The width from which an entry has one line instead of two.
  private static let wide = 96

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    guard let process = walk.process else { return stage(columns: size.columns) }
    let full = stage(columns: size.columns) + self.process(process, columns: size.columns)
    guard full.count > size.rows else { return full }
    return short(columns: size.columns) + self.process(process, columns: size.columns)
  }

  /// The walk with every entry's bits.
  private func stage(columns: Int) -> [Line] {
    let size = Size(columns, 0)
    var lines = split(columns: size.columns)
    for step in walk.steps {
      lines +=
        size.columns >= WalkPanel.wide ? wideLines(step) : narrowLines(step, columns: size.columns)
    }
    lines += Prose.lines(
      walk.outcome, width: size.columns, ink: walk.isMapped ? .strong : .text)
    lines += Prose.lines(walk.origin, width: size.columns, ink: .faint)
    return lines
  }

  /// The walk in a line a level.
  private func short(columns: Int) -> [Line] {
    walk.steps.flatMap { shortLines($0, columns: columns) }
      + Prose.lines(walk.outcome, width: columns, ink: walk.isMapped ? .strong : .text)
      + Prose.lines(walk.origin, width: columns, ink: .faint)
  }

  private func process(_ process: WalkView.ProcessWalk, columns: Int) -> [Line] {
    [Line(process.title, .label)]
      + process.steps.flatMap { shortLines($0, columns: columns) }
      + Prose.lines(process.outcome, width: columns, ink: .strong)
  }

  /// What an entry is, and what it was where the last step changed it.
  private func shortLines(_ step: WalkView.Step, columns: Int) -> [Line] {
    let before = step.before.map { [Word("(before: \($0.summary))", .faint)] } ?? []
    return Line.flow(
      [
        Word(step.name, .label), Word("[\(step.index)]", .label), Word("─►", .faint),
        Word(step.content.summary, ink(step)),
      ] + before, width: columns - 2, indent: 4
    ).enumerated().map { Line([$0.offset == 0 ? mark(step) : Word("  ")]) + $0.element }
  }

  /// The pieces of the address, with their bits below.
  private func split(columns: Int) -> [Line] {
    guard !walk.fields.isEmpty else { return [] }
    let widths = walk.fields.map { max($0.label.count, $0.bits.count) }
    let labels = zip(walk.fields, widths).map { $0.label.column($1) }
    let bits = zip(walk.fields, widths).map { $0.bits.column($1) }
    let wide = widths.reduce(0, +) + 2 * widths.count
    let gap = wide <= columns ? "  " : " "
    return [
      Line(gap + labels.joined(separator: gap), .label),
      Line(gap + bits.joined(separator: gap), .faint),
    ]
  }

  private func wideLines(_ step: WalkView.Step) -> [Line] {
    let address = step.kernelAddress.map { Hexadecimal.grouped($0) } ?? "address not recorded"
    let lead = "\(step.name) [\(step.index)]".column(13)
    var lines: [Line] = [
      Line([mark(step), Word(lead, .label), Word("\(address.column(22)) ", .faint)])
        + content(step.content, ink: ink(step))
    ]
    if let before = step.before {
      let lead = "\(step.provenance?.word ?? ""); before "
      lines.append(Line(lead.trailingColumn(38), .faint) + content(before, ink: .faint))
    }
    return lines
  }

  private func narrowLines(_ step: WalkView.Step, columns: Int) -> [Line] {
    let address =
      step.kernelAddress.map { "at \(Hexadecimal.grouped($0))" } ?? "(address not recorded)"
    let name = Word("\(step.name) entry \(step.index) ", .label)
    var lines: [Line] = [Line([mark(step), name, Word(address, .faint)]) + known(step)]
    lines += fitted("    ", step.content, ink: ink(step), columns)
    if let before = step.before { lines += fitted("    before ", before, ink: .faint, columns) }
    return lines
  }

  private func mark(_ step: WalkView.Step) -> Word {
    step.before == nil ? Word("  ") : Word("◆ ", .changed)
  }

  private func ink(_ step: WalkView.Step) -> Ink { step.before == nil ? .text : .changed }

  private func known(_ step: WalkView.Step) -> Line {
    step.provenance.map { Line("  \($0.word)", .faint) } ?? .blank
  }

  /// Bits and meaning in one line, or in two where one is too short.
  private func fitted(
    _ lead: String, _ content: WalkView.Content, ink: Ink, _ columns: Int
  ) -> [Line] {
    let whole = Line(lead, .faint) + self.content(content, ink: ink)
    guard whole.columns > columns, let raw = content.raw else { return [whole] }
    return [
      Line(lead + Hexadecimal.grouped(raw, groups: 4), .faint),
      Line("      ─► ", .faint) + Line(content.summary, ink),
    ]
  }

  private func content(_ content: WalkView.Content, ink: Ink) -> Line {
    guard let raw = content.raw else {
      return [Word("─► ", .faint), Word(content.summary, .unknown)]
    }
    return [
      Word("\(Hexadecimal.grouped(raw, groups: 4)) ", .faint), Word("─► ", .faint),
      Word(content.summary, ink),
    ]
  }
}
