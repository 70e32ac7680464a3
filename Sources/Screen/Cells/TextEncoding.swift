/// Which characters the receiver of a screen can show.
public enum TextEncoding: Hashable, Sendable {
  /// Everything drawable; control characters become pictures such as ␛.
  case unicode
  /// Printable ASCII only; control characters become `^[`, lines and arrows their nearest ASCII.
  case ascii
}

extension TextEncoding {
  /// The ASCII character nearest to `scalar`, of the same width in columns if that is 1.
  ///
  /// Lines become `-`, `|` and `+`, shades `#`, arrows `<`, `>`, `^`, `v`; what has no likeness `?`.
  public static func asciiLikeness(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20..<0x7f: return scalar
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254c, 0x2550: return "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x254e, 0x2551: return "|"
    case 0x250c...0x257f: return "+"
    case 0x258f, 0x2595: return "|"
    case 0x2588...0x258e: return "#"
    case 0x2591: return ":"
    case 0x2592: return "%"
    case 0x2593: return "#"
    default: return asciiLikenesses[scalar] ?? "?"
    }
  }

  private static let asciiLikenesses: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{a0}": " ", "·": ".", "•": "*", "●": "*", "○": "o", "◆": "*", "◇": "o", "■": "#",
    "□": "o", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "~", "×": "x", "µ": "u",
    "μ": "u", "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "<", "»": ">", "≤": "<", "≥": ">",
    "←": "<", "→": ">", "↑": "^", "↓": "v", "⇐": "<", "⇒": ">", "⇧": "^", "◄": "<", "►": ">",
    "▲": "^", "▼": "v", "◀": "<", "▶": ">", "▸": ">", "▹": ">", "◂": "<", "▾": "v", "✓": "+",
    "✔": "+", "✗": "x", "✘": "x", "⏎": "<", "↵": "<", "‹": "<", "›": ">", "∘": "o",
  ]
}
