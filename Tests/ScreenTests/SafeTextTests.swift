import Screen
import TestSupport
import Testing

@Suite("Safe text")
struct SafeTextTests {
  @Test("C0 controls and DEL become pictures, or ^X in ASCII")
  func controls() {
    #expect(SafeText.sanitized("a\u{1b}[31m\u{7f}\n") == "a␛[31m␡␊")
    #expect(SafeText.sanitized("a\u{1b}[31m\u{7f}\n", encoding: .ascii) == "a^[[31m^?^J")
  }

  @Test("C1, bidirectional controls, separators and the byte order mark become U+FFFD")
  func others() {
    let text = "\u{9b}1\u{202e}2\u{2066}3\u{2028}4\u{feff}5\u{200b}"
    #expect(SafeText.sanitized(text) == "\u{fffd}1\u{fffd}2\u{fffd}3\u{fffd}4\u{fffd}5\u{fffd}")
  }

  @Test("in ASCII lines, arrows and dots keep a likeness and one column")
  func likeness() {
    #expect(SafeText.sanitized("┌─► L2·x … 漢", encoding: .ascii) == "+-> L2.x ~ ?")
  }

  @Test("fitted text is never wider than asked, and says that it was cut")
  func fitted() {
    #expect(SafeText.fitted("translation", columns: 6) == "trans…")
    #expect(SafeText.fitted("translation", columns: 11) == "translation")
    #expect(SafeText.fitted("漢字漢字", columns: 4) == "漢…")
    #expect(SafeText.fitted("abc", columns: 0) == "")
    #expect(SafeText.fitted("abc", columns: -1) == "")
    #expect(SafeText.fitted("abcdef", columns: 4, encoding: .ascii) == "abc~")
  }

  @Test(
    "whatever bytes a text holds, no writer lets a control byte through",
    arguments: [TextEncoding.unicode, .ascii])
  func nothingGetsThrough(encoding: TextEncoding) {
    for seed in UInt64(0)..<400 {
      var random = SplitMix64(seed: seed)
      let text = random.hostileText()
      var buffer = CellBuffer(size: Size(30, 3), encoding: encoding)
      buffer.withRegion { region in
        region.box(title: text, footer: text)
        region.write(text, at: Point(1, 1), style: Style(.red))
        for (x, scalar) in text.unicodeScalars.enumerated() { region.put(scalar, at: Point(x, 2)) }
      }
      let plain = TextWriter().string(from: buffer)
      #expect(isHarmless(plain), "seed \(seed)")
      #expect(isHarmless(SVGWriter(title: text).string(from: buffer)), "seed \(seed)")
      let colored = ANSIWriter().string(from: buffer)
      #expect(isHarmless(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")), "seed \(seed)")
      #expect(buffer.hasWholeCharactersOnly, "seed \(seed)")
      if encoding == .ascii { #expect(plain.utf8.allSatisfy { $0 < 0x80 }, "seed \(seed)") }
    }
  }

  /// Whether nothing but newlines in `text` could be obeyed by a terminal.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || scalar.properties.generalCategory != .control
          && scalar.properties.generalCategory != .format
          && scalar.properties.generalCategory != .lineSeparator
          && scalar.properties.generalCategory != .paragraphSeparator
    }
  }
}

extension SplitMix64 {
  /// Text from random bytes, with many of those that terminals and text engines obey.
  fileprivate mutating func hostileText() -> String {
    let pieces = [
      "\u{1b}[2J", "\u{1b}]0;title\u{7}", "\u{9b}31m", "\r\n", "\u{202e}", "\u{200d}", "\u{2028}",
      "\u{feff}", "漢", "e\u{301}\u{302}\u{303}", "<&>\"'", "\u{7f}", "\u{0}", "👩\u{200d}💻",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0..<12, using: &self) {
      if Bool.random(using: &self) {
        text += pieces.randomElement(using: &self) ?? ""
      } else {
        let bytes = (0..<6).map { _ in UInt8.random(in: 0...255, using: &self) }
        text += String(decoding: bytes, as: UTF8.self)
      }
    }
    return text
  }
}
