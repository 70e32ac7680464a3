/// Makes any text harmless to a terminal: what can't be drawn is replaced by something visible.
///
/// A trace or an oops may hold any byte. An escape sequence in it must not recolour, retitle or
/// reprogram the terminal of the person who reads it.
public enum SafeText {
  /// `text` with everything a terminal might obey replaced.
  ///
  /// C0 controls and DEL become Control Pictures (␛) or `^[` in ASCII; C1 controls, bidirectional
  /// controls, line separators, joiners and other format characters become U+FFFD or `?`;
  /// variation selectors are dropped, because they change only the look of what is before them.
  public static func sanitized(_ text: String, encoding: TextEncoding = .unicode) -> String {
    if isPlain(text) { return text }
    var result = String.UnicodeScalarView()
    forEachGlyph(in: text, encoding: encoding) { glyph in glyph.append(to: &result) }
    return String(result)
  }

  /// `text` made harmless and no wider than `columns`, ending in `…` (ASCII: `~`) if it was cut.
  public static func fitted(
    _ text: String, columns: Int, encoding: TextEncoding = .unicode
  ) -> String {
    guard CharacterWidth.columns(of: text, encoding: encoding) > columns else {
      return sanitized(text, encoding: encoding)
    }
    guard columns > 0 else { return "" }
    if isPlain(text) {
      return String(text.prefix(columns - 1)) + (encoding == .unicode ? "…" : "~")
    }
    var result = String.UnicodeScalarView()
    var room = columns - 1
    forEachGlyph(in: text, encoding: encoding) { glyph in
      // Once something didn't fit, nothing narrower may follow it.
      room = glyph.columns <= room ? room - glyph.columns : -1
      if room >= 0 { glyph.append(to: &result) }
    }
    result.append(encoding == .unicode ? "…" : "~")
    return String(result)
  }

  /// Hands the drawable characters of `text` to `body`, in order.
  static func forEachGlyph(
    in text: String, encoding: TextEncoding, _ body: (Glyph) -> Void
  ) {
    var pending: Glyph?
    for scalar in text.unicodeScalars {
      if isPlain(scalar) {
        if let glyph = pending { body(glyph) }
        pending = Glyph(plain: scalar)
        continue
      }
      if isVariationSelector(scalar) { continue }
      let isDrawable = CharacterWidth.isDrawable(scalar)
      if isDrawable, CharacterWidth.columns(of: scalar) == 0 {
        guard encoding == .unicode else { continue }
        if pending != nil {
          pending?.combine(scalar)
          continue
        }
      }
      if let glyph = pending { body(glyph) }
      let replacement = isDrawable ? nil : replacement(for: scalar, encoding: encoding)
      if let prefix = replacement?.prefix { body(Glyph(prefix)) }
      pending = Glyph(replacement?.base ?? base(for: scalar, encoding: encoding))
    }
    if let glyph = pending { body(glyph) }
  }

  /// Whether a text is printable ASCII, as nearly all are: each byte is then one column.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20..<0x7f ~= $0 }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool { 0x20..<0x7f ~= scalar.value }

  /// The one scalar that stands for `scalar` in a cell.
  static func base(for scalar: Unicode.Scalar, encoding: TextEncoding) -> Unicode.Scalar {
    if !CharacterWidth.isDrawable(scalar) {
      return replacement(for: scalar, encoding: encoding).base
    }
    if encoding == .ascii { return TextEncoding.asciiLikeness(of: scalar) }
    // A mark with nothing to sit on.
    return CharacterWidth.columns(of: scalar) == 0 ? "\u{fffd}" : scalar
  }

  private static func replacement(
    for scalar: Unicode.Scalar, encoding: TextEncoding
  ) -> (prefix: Unicode.Scalar?, base: Unicode.Scalar) {
    let value = scalar.value
    switch (encoding, value) {
    case (.unicode, 0..<0x20): return (nil, Unicode.Scalar(0x2400 + value) ?? "\u{fffd}")
    case (.unicode, 0x7f): return (nil, "\u{2421}")
    case (.unicode, _): return (nil, "\u{fffd}")
    case (.ascii, 0..<0x20), (.ascii, 0x7f): return ("^", Unicode.Scalar(value ^ 0x40) ?? "?")
    case (.ascii, _): return (nil, "?")
    }
  }

  private static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xfe00...0xfe0f, 0xe0100...0xe01ef, 0x180b...0x180d, 0x180f: true
    default: false
    }
  }
}
