import Screen
import TestSupport
import Testing

/// The test driver's own terminal, tested before anything is judged by it.
@Suite("Virtual screen")
struct VirtualScreenTests {
  private func shown(_ output: String, size: Size = Size(6, 3)) -> String {
    var screen = VirtualScreen(size: size)
    screen.feed(output.utf8)
    return screen.text
  }

  @Test("text wraps only when a character follows the full line")
  func wrapping() {
    #expect(shown("abcdef\r\ngh") == "abcdef\ngh\n\n")
    #expect(shown("abcdefgh") == "abcdef\ngh\n\n")
    #expect(shown("abcde漢") == "abcde\n漢\n\n")
  }

  @Test("the cursor moves absolutely and relatively, and stops at edges")
  func movement() {
    #expect(shown("\u{1b}[2;3Hx\u{1b}[Ay\u{1b}[2Dz") == "  zy\n  x\n\n")
    #expect(shown("\u{1b}[99;99Hx\u{1b}[Hy") == "y\n\n     x\n")
    #expect(shown("\u{1b}[2dx\u{1b}[5Gy") == "\nx   y\n\n")
    #expect(shown("\tx") == "     x\n\n\n")
  }

  @Test("erasing, inserting and removing")
  func editing() {
    #expect(shown("abcdef\u{1b}[1;3H\u{1b}[K") == "ab\n\n\n")
    #expect(shown("abcdef\u{1b}[1;3H\u{1b}[1K") == "   def\n\n\n")
    #expect(shown("abcdef\u{1b}[1;3H\u{1b}[2X") == "ab  ef\n\n\n")
    #expect(shown("abcdef\u{1b}[1;3H\u{1b}[2P") == "abef\n\n\n")
    #expect(shown("abcdef\u{1b}[1;3H\u{1b}[2@") == "ab  cd\n\n\n")
    #expect(shown("a\u{1b}[4b") == "aaaaa\n\n\n")
    #expect(shown("a\r\nb\r\nc\u{1b}[1;1H\u{1b}[J") == "\n\n\n")
    #expect(shown("a\r\nb\r\nc\u{1b}[2;1H\u{1b}[M") == "a\nc\n\n")
    #expect(shown("a\r\nb\r\nc\u{1b}[2;1H\u{1b}[L") == "a\n\nb\n")
  }

  @Test("only the rows set scroll")
  func scrolling() {
    #expect(shown("a\r\nb\r\nc\r\nd") == "b\nc\nd\n")
    #expect(shown("a\r\nb\r\nc\u{1b}[1;2r\u{1b}[2;1H\nx") == "b\nx\nc\n")
    #expect(shown("a\r\nb\r\nc\u{1b}[1;1H\u{1b}M") == "\na\nb\n")
  }

  @Test("the alternate screen comes and goes, titles and character sets are no text")
  func modes() {
    var screen = VirtualScreen(size: Size(6, 1))
    screen.feed("one\u{1b}[?1049h\u{1b}[?25l\u{1b}]0;title\u{7}\u{1b}(Btwo".utf8)
    #expect(screen.isAlternate && !screen.isCursorVisible && screen.modes == [1049])
    #expect(screen.text.contains("two") && !screen.text.contains("title"))
    screen.feed("\u{1b}[?1049l\u{1b}[?25h".utf8)
    #expect(screen.text == "one\n" && screen.isCursorVisible)
  }

  @Test("colours and attributes are kept with each cell")
  func styles() {
    var screen = VirtualScreen(size: Size(6, 1))
    screen.feed("\u{1b}[1;38;5;208;44ma\u{1b}[0mb".utf8)
    #expect(screen[.zero].style == Style(.indexed(208), on: .blue).adding(.bold))
    #expect(screen[Point(1, 0)].style == .plain)
  }

  @Test("random bytes never trap it, whatever its size")
  func randomBytes() {
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      var screen = VirtualScreen(
        size: Size(Int.random(in: 0..<9, using: &random), Int.random(in: 0..<5, using: &random)))
      let interesting = Array("\u{1b}[]?;0123456789@ABCDGHJKLMPSTXbdmhlr漢\u{301}\n\r\u{8}\t".utf8)
      for _ in 0..<20 {
        let bytes = (0..<30).map { _ in interesting.randomElement(using: &random) ?? 0 }
        screen.feed(bytes)
        if Bool.random(using: &random) {
          screen.resize(to: Size(Int.random(in: 0..<9, using: &random), 3))
        }
      }
      #expect(screen.text.split(separator: "\n", omittingEmptySubsequences: false).count > 1)
    }
  }
}
