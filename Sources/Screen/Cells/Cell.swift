/// One column of one row: a character, or half of a wide one, and its style. Twenty bytes, no heap.
///
/// A cell can't hold what a terminal would obey: control and format characters are replaced on
/// the way in (see ``SafeText``).
public struct Cell: Hashable, Sendable {
  /// What a cell is to its row.
  public enum Kind: UInt8, Hashable, Sendable {
    /// A character one column wide.
    case narrow
    /// The left half of a character two columns wide; the next cell is its `continuation`.
    case wide
    /// The right half of a wide character; it shows nothing of its own.
    case continuation
  }

  /// The character; a space in a `continuation`.
  public private(set) var base: Unicode.Scalar
  private var firstMarkValue: UInt32
  private var secondMarkValue: UInt32
  /// The colours and attributes.
  public var style: Style
  /// Whether the cell is a character by itself or half of a wide one.
  public private(set) var kind: Kind
  /// Which border lines leave this cell; empty in a cell of text. Lines drawn later join them.
  var arms: LineArms

  /// A cell of one character; what can't be drawn is replaced, a lone mark by U+FFFD.
  public init(_ scalar: Unicode.Scalar, style: Style = .plain) {
    self.init(Glyph(SafeText.base(for: scalar, encoding: .unicode)), style: style)
  }

  init(_ glyph: Glyph, style: Style) {
    base = glyph.base
    firstMarkValue = glyph.firstMark
    secondMarkValue = glyph.secondMark
    self.style = style
    kind = glyph.columns == 2 ? .wide : .narrow
    arms = []
  }

  init(line arms: LineArms, borders: Borders, style: Style) {
    self.init(Glyph(borders[arms]), style: style)
    self.arms = arms
  }

  /// A space in the terminal's own colours.
  public static let blank = Cell(" ")

  /// The right half of a wide character.
  static func continuation(style: Style) -> Cell {
    var cell = Cell(" ", style: style)
    cell.kind = .continuation
    return cell
  }

  /// How many columns the character takes: 1 or 2, and 0 for the right half of a wide one.
  public var columns: Int {
    switch kind {
    case .narrow: 1
    case .wide: 2
    case .continuation: 0
    }
  }

  /// The first mark drawn on the character.
  public var firstMark: Unicode.Scalar? {
    firstMarkValue == 0 ? nil : Unicode.Scalar(firstMarkValue)
  }

  /// The second mark drawn on the character; further ones are not kept.
  public var secondMark: Unicode.Scalar? {
    secondMarkValue == 0 ? nil : Unicode.Scalar(secondMarkValue)
  }

  /// Whether the cell shows a space and nothing on it, in whatever style.
  public var isSpace: Bool { base == " " && firstMarkValue == 0 && kind == .narrow }

  /// Whether the cell shows nothing: a space, neither coloured behind, underlined nor reversed.
  public var isBlank: Bool {
    isSpace && style.background == .default
      && style.attributes.isDisjoint(with: [.underline, .reverse])
  }

  /// Adds the character and its marks to `text`; nothing for the right half of a wide one.
  public func append(to text: inout String.UnicodeScalarView) {
    guard kind != .continuation else { return }
    text.append(base)
    if let mark = firstMark { text.append(mark) }
    if let mark = secondMark { text.append(mark) }
  }
}
