/// A screen as text with colours, for `less -R` and for terminals without cursor movement.
///
/// The only control characters written are newlines and the writer's own SGR sequences
/// (`ESC [ … m`). Every line ends in the terminal's own style.
public struct ANSIWriter: Sendable {
  /// How many colours may be used; others become the nearest of these.
  public var depth: ColorDepth

  /// A writer for terminals of the given depth.
  public init(depth: ColorDepth = .indexed) { self.depth = depth }

  /// The characters and styles of `buffer`, every row ended by a newline.
  public func string(from buffer: CellBuffer) -> String {
    (0..<buffer.size.rows).map { line(of: buffer.row($0)) + "\n" }.joined()
  }

  /// The characters and styles of one row, without its end; it ends in the terminal's own style.
  func line(of row: ArraySlice<Cell>) -> String {
    var text = String.UnicodeScalarView()
    var current = Style.plain
    for cell in row[..<(row.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? row.startIndex)] {
      let style = cell.style.reduced(to: depth)
      if style != current {
        text.append(contentsOf: selecting(style).unicodeScalars)
        current = style
      }
      cell.append(to: &text)
    }
    if current != .plain { text.append(contentsOf: "\u{1b}[0m".unicodeScalars) }
    return String(text)
  }

  /// The sequence that selects `style`, whatever was selected before.
  private func selecting(_ style: Style) -> String {
    var codes = [0]
    if style.attributes.contains(.bold) { codes.append(1) }
    if style.attributes.contains(.dim) { codes.append(2) }
    if style.attributes.contains(.underline) { codes.append(4) }
    if style.attributes.contains(.reverse) { codes.append(7) }
    codes += selecting(style.foreground, normal: 30, bright: 90, extended: 38)
    codes += selecting(style.background, normal: 40, bright: 100, extended: 48)
    return "\u{1b}[" + codes.map(String.init).joined(separator: ";") + "m"
  }

  private func selecting(_ color: Color, normal: Int, bright: Int, extended: Int) -> [Int] {
    let code = Int(color.code)
    switch code {
    case 0..<8: return [normal + code]
    case 8..<16: return [bright + code - 8]
    case 16...: return [extended, 5, code]
    default: return []
    }
  }
}
