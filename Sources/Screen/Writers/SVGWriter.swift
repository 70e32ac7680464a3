/// A screen as a picture: one self-contained SVG file, no fonts or scripts from elsewhere.
///
/// Text stays text, so that it can be searched and read aloud. Every run of text carries its
/// exact width (`textLength`), so that columns stay aligned whatever monospaced font is used.
public struct SVGWriter: Sendable {
  /// The title in the bar above the screen; without one there is no bar.
  public var title: String?
  /// Which ground the colours were chosen for.
  public var ground: PictureGround

  /// A writer of pictures with an optional window title.
  public init(title: String? = nil, ground: PictureGround = .dark) {
    self.title = title
    self.ground = ground
  }

  /// Measures in hundredths of a pixel. DejaVu Sans Mono and Menlo advance 0.602 em, and their
  /// lines of box drawing meet when rows are 1.164 em apart.
  private enum Measure {
    static let fontSize = 14_00
    static let column = 8_43
    static let row = 16_30
    static let baseline = 12_80
    static let margin = 12_00
    static let bar = 30_00
  }

  /// A stretch of one row that is drawn as one element.
  private struct Run {
    var start: Int
    var columns: Int
    var style: Style
    var text: String.UnicodeScalarView
  }

  private var palette: PicturePalette { ground.palette }
  private var top: Int { title == nil ? Measure.margin : Measure.bar + Measure.margin / 2 }

  /// The picture of `buffer`.
  public func string(from buffer: CellBuffer) -> String {
    let width = buffer.size.columns * Measure.column + 2 * Measure.margin
    let height = top + buffer.size.rows * Measure.row + Measure.margin
    var lines = header(width: width, height: height)
    for y in 0..<buffer.size.rows { lines += backgrounds(of: buffer.row(y), row: y) }
    for y in 0..<buffer.size.rows { lines += texts(of: buffer.row(y), row: y) }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func header(width: Int, height: Int) -> [String] {
    let right = number(width - 8_00)
    let (width, height) = (number(width), number(height))
    let label = Markup.escaped(title ?? "terminal screen")
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
      "<title>\(label)</title>",
      "<style>text{font:\(number(Measure.fontSize))px \"DejaVu Sans Mono\",Menlo,Consolas,"
        + "\"Liberation Mono\",monospace;white-space:pre}</style>",
      "<rect width=\"\(width)\" height=\"\(height)\" rx=\"8\""
        + " fill=\"\(palette.ground.hexadecimal)\"/>",
    ]
    guard title != nil else { return lines }
    let bar = number(Measure.bar)
    lines.append(
      "<path d=\"M0 \(bar)V8a8 8 0 0 1 8-8H\(right)a8 8 0 0 1 8 8V\(bar)z\""
        + " fill=\"\(palette.bar.hexadecimal)\"/>")
    for (index, color) in [palette.named[1], palette.named[3], palette.named[2]].enumerated() {
      lines.append(
        "<circle cx=\"\(18 + 18 * index)\" cy=\"15\" r=\"5\" fill=\"\(color.hexadecimal)\"/>")
    }
    lines.append(
      "<text x=\"76\" y=\"20\" fill=\"\(palette.faint.hexadecimal)\">\(label)</text>")
    return lines
  }

  private func backgrounds(of row: ArraySlice<Cell>, row y: Int) -> [String] {
    var lines: [String] = []
    var start = row.startIndex
    while start < row.endIndex {
      let behind = palette.colors(of: row[start].style).behind
      let end =
        row[start...].firstIndex { palette.colors(of: $0.style).behind != behind } ?? row.endIndex
      if let behind {
        let x = Measure.margin + (start - row.startIndex) * Measure.column
        lines.append(
          "<rect x=\"\(number(x))\" y=\"\(number(top + y * Measure.row))\""
            + " width=\"\(number((end - start) * Measure.column))\""
            + " height=\"\(number(Measure.row))\" fill=\"\(behind.hexadecimal)\"/>")
      }
      start = end
    }
    return lines
  }

  private func texts(of row: ArraySlice<Cell>, row y: Int) -> [String] {
    runs(of: row).map { run in
      let x = Measure.margin + run.start * Measure.column
      var attributes = ""
      if run.style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
      if run.style.attributes.contains(.underline) {
        attributes += " text-decoration=\"underline\""
      }
      return "<text x=\"\(number(x))\" y=\"\(number(top + y * Measure.row + Measure.baseline))\""
        + " textLength=\"\(number(run.columns * Measure.column))\""
        + " lengthAdjust=\"spacingAndGlyphs\""
        + " fill=\"\(palette.colors(of: run.style).text.hexadecimal)\"\(attributes)>"
        + "\(Markup.escaped(String(run.text)))</text>"
    }
  }

  /// The runs of equal style, without blanks at their ends; wide characters stand alone, because
  /// fonts disagree about their width.
  private func runs(of row: ArraySlice<Cell>) -> [Run] {
    var runs: [Run] = []
    for (column, cell) in zip(0..., row) where cell.kind != .continuation {
      let isUnderlined = cell.style.attributes.contains(.underline)
      if cell.isSpace, !isUnderlined { continue }
      if let gap = gap(before: column, cell, after: runs.last) {
        if gap == 1 { runs[runs.count - 1].text.append(" ") }
        cell.append(to: &runs[runs.count - 1].text)
        runs[runs.count - 1].columns += gap + 1
      } else {
        var run = Run(start: column, columns: cell.columns, style: cell.style, text: .init())
        cell.append(to: &run.text)
        runs.append(run)
      }
    }
    return runs
  }

  /// How many blanks, at most one, lie between `run` and a cell that can continue it; else nil.
  private func gap(before column: Int, _ cell: Cell, after run: Run?) -> Int? {
    guard let run, run.style == cell.style, cell.kind == .narrow,
      let first = run.text.first, CharacterWidth.columns(of: first) == 1
    else { return nil }
    let gap = column - run.start - run.columns
    return gap <= 1 ? gap : nil
  }

  /// Hundredths as a decimal number, without zeros at its end.
  private func number(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
    return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
