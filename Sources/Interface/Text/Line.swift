import Screen

/// A piece of a line: words and what they are, which the theme turns into a colour.
struct Word: Hashable, Sendable {
  var text: String
  var ink: Ink

  init(_ text: String, _ ink: Ink = .text) {
    self.text = text
    self.ink = ink
  }
}

/// One line of a panel, not yet cut to its width.
struct Line: Hashable, Sendable, ExpressibleByArrayLiteral {
  var words: [Word]
  /// What the whole line stands out as, if anything, such as a selected row.
  var isHighlighted = false

  init(_ words: [Word]) { self.words = words }

  init(_ text: String, _ ink: Ink = .text) { words = [Word(text, ink)] }

  init(arrayLiteral elements: Word...) { words = elements }

  /// The columns it takes.
  var columns: Int { words.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) } }

  /// Its characters without their inks.
  var text: String { words.map(\.text).joined() }

  /// An empty line.
  static let blank = Line([])

  static func + (left: Line, right: Line) -> Line { Line(left.words + right.words) }
}

extension String {
  /// The text made harmless and filled with spaces, or cut, to a number of columns.
  func column(_ columns: Int) -> String {
    let fitted = SafeText.fitted(self, columns: columns)
    return fitted
      + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: fitted)))
  }

  /// The text made harmless with spaces before it, up to a number of columns.
  func trailingColumn(_ columns: Int) -> String {
    let fitted = SafeText.fitted(self, columns: columns)
    return String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: fitted)))
      + fitted
  }
}
