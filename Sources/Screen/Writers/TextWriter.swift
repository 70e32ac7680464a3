/// A screen as plain text: one line a row, spaces at the ends of lines left out.
public struct TextWriter: Sendable {
  /// A writer.
  public init() {}

  /// The characters of `buffer`, every row ended by a newline.
  public func string(from buffer: CellBuffer) -> String {
    var text = String.UnicodeScalarView()
    for y in 0..<buffer.size.rows {
      for cell in trimmed(buffer.row(y)) { cell.append(to: &text) }
      text.append("\n")
    }
    return String(text)
  }

  private func trimmed(_ row: ArraySlice<Cell>) -> ArraySlice<Cell> {
    let last = row.lastIndex { !$0.isSpace }
    guard let last else { return [] }
    return row[...last]
  }
}
