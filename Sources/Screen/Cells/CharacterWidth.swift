/// How many columns a character takes, from our own table: no locale and no C library decide.
public enum CharacterWidth {
  /// The columns `scalar` takes: 0 for a mark drawn on the character before it, 1, or 2.
  ///
  /// Scalars that are never drawn as they are (``isDrawable(_:)``) count as 1, which is the width
  /// of their replacement.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    guard value >= 0x300 else { return 1 }
    if contains(value, in: CharacterWidthTables.zeroWidth) { return 0 }
    return contains(value, in: CharacterWidthTables.wide) ? 2 : 1
  }

  /// The columns `text` takes when it is drawn, control characters counted as their replacements.
  public static func columns(of text: String, encoding: TextEncoding = .unicode) -> Int {
    if SafeText.isPlain(text) { return text.utf8.count }
    var total = 0
    SafeText.forEachGlyph(in: text, encoding: encoding) { glyph in total += glyph.columns }
    return total
  }

  /// Whether `scalar` may reach a terminal as it is.
  ///
  /// False for control characters (C0, DEL, C1), format characters (zero-width joiners and spaces,
  /// bidirectional overrides and isolates, byte order mark, soft hyphen, tags, variation
  /// selectors), line and paragraph separators, and noncharacters.
  public static func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if (0x20..<0x7f).contains(value) { return true }
    return !contains(value, in: CharacterWidthTables.forbidden)
  }

  /// Binary search among pairs of first and last scalar.
  private static func contains(_ value: UInt32, in ranges: [UInt32]) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > ranges[2 * middle + 1] {
        low = middle + 1
      } else if value < ranges[2 * middle] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}
