extension CellBuffer.Region {
  /// Writes one line of text and says how many columns it takes, those clipped included.
  ///
  /// Control characters, newlines among them, are drawn as replacements: a line stays a line.
  @discardableResult
  public mutating func write(_ text: String, at point: Point, style: Style = .plain) -> Int {
    var used = 0
    let encoding = encoding
    SafeText.forEachGlyph(in: text, encoding: encoding) { glyph in
      place(glyph, at: point.offset(columns: used), style: style)
      used += glyph.columns
    }
    return used
  }

  /// Writes texts of several styles after each other and says how many columns they take.
  @discardableResult
  public mutating func write(_ texts: [StyledText], at point: Point) -> Int {
    var used = 0
    for text in texts {
      used += write(text.text, at: point.offset(columns: used), style: text.style)
    }
    return used
  }

  /// Writes text into the first row of `rect`, cut off with `…` if it is too long.
  ///
  /// Says how many columns were used. Columns left over keep what they showed.
  @discardableResult
  public mutating func write(
    _ text: String, in rect: Rect, align: TextAlignment = .leading, style: Style = .plain
  ) -> Int {
    guard rect.rows > 0 else { return 0 }
    let fitted = SafeText.fitted(text, columns: rect.columns, encoding: encoding)
    let spare = rect.columns - CharacterWidth.columns(of: fitted, encoding: encoding)
    let start =
      switch align {
      case .leading: 0
      case .center: spare / 2
      case .trailing: spare
      }
    return write(fitted, at: rect.origin.offset(columns: start), style: style)
  }
}
