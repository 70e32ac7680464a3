/// What a piece of text is; the theme says how that looks.
///
/// Nothing depends on how an ink looks: each difference is also told by a glyph or a word.
enum Ink: CaseIterable, Hashable, Sendable {
  /// Ordinary text.
  case text
  /// Of less weight: units, legends, what is still to come.
  case faint
  /// A name that begins a row.
  case label
  /// What counts most in its row.
  case strong
  /// Changed by the current event.
  case changed
  /// Held for reading.
  case read
  /// Held for writing.
  case write
  /// Waiting.
  case wait
  /// A block.
  case block
  /// A page.
  case page
  /// Not known.
  case unknown
  /// Went wrong, or was given up.
  case bad
  /// Borders.
  case frame
  /// The border and title of the panel keys go to.
  case focus
  /// Titles of the other panels.
  case title
  /// The first line of the screen.
  case header
  /// What the keys do.
  case footer
  /// A row that is chosen.
  case selected
}
