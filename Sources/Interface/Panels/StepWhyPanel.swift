import Screen

/// Prose on a simulation's instant.
struct StepWhyPanel: ScrollingPanel {
  let why: StepWhyView
  var scroll = 0
  let keepsLinesWhole = true

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    why.paragraphs.flatMap { paragraph -> [Line] in
      if paragraph.text.isEmpty { return [.blank] }
      let isSign = paragraph.mark.count <= 1
      let mark =
        paragraph.mark.isEmpty ? [] : [Word(paragraph.mark, isSign ? paragraph.ink : .label)]
      return Line.flow(
        mark + [Word(paragraph.text, paragraph.ink)], width: size.columns,
        indent: paragraph.mark.isEmpty ? 0 : 2)
    }
  }
}
