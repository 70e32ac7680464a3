/// Rows of screens as HTML, and the styles that occur in them as classes.
///
/// A style has one class however often it occurs, so that rows of equal looks are equal texts.
struct HTMLRows {
  private var classes: [Style: Int] = [:]
  private var styles: [Style] = []

  /// A row without blanks at its end; a character two columns wide has a box of that width.
  mutating func row(_ row: ArraySlice<Cell>) -> String {
    var html = ""
    var run = Run()
    for cell in row where cell.kind != .continuation {
      if cell.isBlank {
        run.blanks += 1
        continue
      }
      if cell.style != run.style || !run.takesBlanks || cell.kind == .wide {
        html += ended(&run)
        run.style = cell.style
      }
      run.text += String(repeating: " ", count: run.blanks).unicodeScalars
      run.blanks = 0
      cell.append(to: &run.text)
      if cell.kind == .wide {
        html += span(run.text, run.style, isWide: true)
        run.text = String.UnicodeScalarView()
      }
    }
    return html + span(run.text, run.style)
  }

  /// A stretch of cells of one style, and the blanks behind it.
  private struct Run {
    var style = Style.plain
    var text = String.UnicodeScalarView()
    var blanks = 0

    /// Whether the blanks behind it look the same within it.
    var takesBlanks: Bool {
      blanks == 0
        || style.background == .default
          && style.attributes.isDisjoint(with: [.underline, .reverse])
    }
  }

  /// What a run is in HTML, with the blanks behind it; the run is empty then.
  private mutating func ended(_ run: inout Run) -> String {
    let html = span(run.text, run.style) + String(repeating: " ", count: run.blanks)
    run = Run()
    return html
  }

  /// The rules for every style that occurred, on a screen and on paper.
  func rules(on ground: PictureGround) -> String {
    rules(ground.palette) + "\n@media print {\n" + rules(ground.printed) + "\n}"
  }

  private func rules(_ palette: PicturePalette) -> String {
    styles.enumerated().map { rule($0.offset, $0.element, palette) }.joined(separator: "\n")
  }

  private mutating func span(
    _ text: String.UnicodeScalarView, _ style: Style, isWide: Bool = false
  ) -> String {
    guard !text.isEmpty else { return "" }
    let content = Markup.escaped(String(text))
    var names = isWide ? ["w"] : []
    if style != .plain { names.append(name(of: style)) }
    guard let first = names.first else { return content }
    let value = names.count == 1 ? first : "\"\(names.joined(separator: " "))\""
    return "<span class=\(value)>\(content)</span>"
  }

  private mutating func name(of style: Style) -> String {
    if let number = classes[style] { return "s\(number)" }
    classes[style] = styles.count
    styles.append(style)
    return "s\(styles.count - 1)"
  }

  private func rule(_ number: Int, _ style: Style, _ palette: PicturePalette) -> String {
    let (text, behind) = palette.colors(of: style)
    var declarations = ["color:\(text.hexadecimal)"]
    if let behind { declarations.append("background:\(behind.hexadecimal)") }
    if style.attributes.contains(.bold) { declarations.append("font-weight:bold") }
    if style.attributes.contains(.underline) { declarations.append("text-decoration:underline") }
    return ".s\(number){\(declarations.joined(separator: ";"))}"
  }
}
