/// A character ready to draw: a base and up to two marks on it, all of them drawable.
///
/// More marks than two are dropped: no script we show needs them, and stacks of dozens are a way
/// to scribble over other rows.
struct Glyph: Hashable, Sendable {
  var base: Unicode.Scalar
  /// The marks as scalar values; 0 where there is none.
  var firstMark: UInt32 = 0
  var secondMark: UInt32 = 0
  var columns: Int

  /// A glyph of one scalar, which must be drawable and not a mark.
  init(_ base: Unicode.Scalar) {
    self.base = base
    columns = CharacterWidth.columns(of: base)
  }

  /// A glyph of a printable ASCII character.
  init(plain base: Unicode.Scalar) {
    self.base = base
    columns = 1
  }

  /// Puts one more mark on the character, if there is room for it.
  mutating func combine(_ mark: Unicode.Scalar) {
    if firstMark == 0 {
      firstMark = mark.value
    } else if secondMark == 0 {
      secondMark = mark.value
    }
  }

  func append(to text: inout String.UnicodeScalarView) {
    text.append(base)
    if let mark = Unicode.Scalar(firstMark), firstMark != 0 { text.append(mark) }
    if let mark = Unicode.Scalar(secondMark), secondMark != 0 { text.append(mark) }
  }
}
