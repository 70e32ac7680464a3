import Screen
import Testing

@Suite("Character width")
struct CharacterWidthTests {
  @Test(
    "Latin, Greek, lines and arrows take one column",
    arguments: ["a", "é", "Ω", "─", "►", "█", "◆"]
  )
  func narrow(text: String) {
    #expect(CharacterWidth.columns(of: text) == 1)
  }

  @Test(
    "CJK, hangul, fullwidth forms and emoji take two",
    arguments: ["漢", "가", "Ａ", "🚀", "、", "𠀀"]
  )
  func wide(text: String) {
    #expect(CharacterWidth.columns(of: text) == 2)
  }

  @Test("marks take none and join the character before them")
  func marks() {
    #expect(CharacterWidth.columns(of: "e\u{301}") == 1)
    #expect(CharacterWidth.columns(of: "\u{1112}\u{1161}\u{11ab}") == 2)
  }

  @Test("variation selectors are dropped, joiners are shown as U+FFFD")
  func emojiSequences() {
    #expect(SafeText.sanitized("❤\u{fe0f}") == "❤")
    #expect(SafeText.sanitized("👩\u{200d}💻") == "👩\u{fffd}💻")
  }

  @Test(
    "ranges hold their first and last scalar and not their neighbours",
    arguments: [
      (0x2ff, 1), (0x300, 0), (0x36f, 0), (0x370, 1), (0x10ff, 1), (0x1100, 2), (0x115f, 2),
      (0x1160, 0), (0x303e, 2), (0x303f, 1), (0x3041, 2), (0x1_f680, 2), (0x10_fffd, 1),
    ] as [(UInt32, Int)])
  func ends(value: UInt32, columns: Int) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(CharacterWidth.columns(of: scalar) == columns)
  }

  @Test("control, format and separator scalars are not drawable; the rest is, by properties")
  func drawable() {
    for value in UInt32(0)...0x10_ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        #expect(!CharacterWidth.isDrawable(scalar))
      case .format where value < 0x1_0000:
        #expect(!CharacterWidth.isDrawable(scalar), "\(String(value, radix: 16))")
      case .uppercaseLetter, .lowercaseLetter, .decimalNumber, .mathSymbol:
        #expect(CharacterWidth.isDrawable(scalar))
      default: break
      }
    }
  }
}
