/// The characters borders are made of.
public struct Borders: Hashable, Sendable {
  /// One character for each of the 16 combinations of arms.
  private let glyphs: [Unicode.Scalar]

  /// Light box drawing: ┌ ─ ┬ ┐ │ ├ ┼ ┤ └ ┴ ┘.
  public static let unicode = Borders(
    //        –    up   down  │    left  ┘    ┐    ┤   right  └    ┌    ├    ─    ┴    ┬    ┼
    glyphs: [" ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼"])

  /// For terminals without Unicode: `+`, `-` and `|`.
  public static let ascii = Borders(
    glyphs: [" ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+"])

  private init(glyphs: [Unicode.Scalar]) { self.glyphs = glyphs }

  /// The character with these arms.
  subscript(arms: LineArms) -> Unicode.Scalar { glyphs[Int(arms.rawValue)] }
}
