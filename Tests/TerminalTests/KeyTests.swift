import Screen
import Testing

@testable import Terminal

extension TerminalTests {
  @Suite("Keys", .serialized)
  struct KeyTests {
    @Test("characters arrive as typed, of whatever length in UTF-8")
    func characters() throws {
      let expected = ["a", "é", "漢", "🚀"].map { TerminalEvent.key(.character($0)) }
      #expect(try events(typing: "aé漢🚀") == expected)
    }

    @Test("bytes that are not UTF-8 give U+FFFD each and swallow nothing")
    func brokenUTF8() throws {
      let broken = TerminalEvent.key(.character("\u{fffd}"))
      #expect(try events(typing: [0xff, 0x61]) == [broken, .key(.character("a"))])
      #expect(try events(typing: [0xe6, 0x61]) == [broken, .key(.character("a"))])
      #expect(try events(typing: [0xc2, 0x9b, 0x61]) == [broken, .key(.character("a"))])
    }

    @Test("arrows arrive in both of the terminal's modes")
    func arrows() throws {
      let expected = [Key.up, .down, .right, .left].map(TerminalEvent.key)
      #expect(try events(typing: "\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D") == expected)
      #expect(try events(typing: "\u{1b}OA\u{1b}OB\u{1b}OC\u{1b}OD") == expected)
    }

    @Test("arrows with Shift are keys of their own")
    func shiftedArrows() throws {
      let expected = [Key.shiftUp, .shiftDown, .shiftRight, .shiftLeft].map(TerminalEvent.key)
      let typed = "\u{1b}[1;2A\u{1b}[1;2B\u{1b}[1;2C\u{1b}[1;2D"
      #expect(try events(typing: typed) == expected)
    }

    @Test("the other named keys")
    func namedKeys() throws {
      let typed = "\t\r\u{7f}\u{1b}[Z\u{1b}[H\u{1b}[F\u{1b}[5~\u{1b}[6~\u{1b}[3~\u{1b}OP\u{1b}[24~"
      let expected: [Key] = [
        .tab, .enter, .backspace, .backTab, .home, .end, .pageUp, .pageDown, .delete,
        .function(1), .function(12),
      ]
      #expect(try events(typing: typed) == expected.map(TerminalEvent.key))
    }

    @Test("Control and Alt with a letter")
    func modifiers() throws {
      let expected: [Key] = [.control("c"), .control("z"), .alt("x"), .alt("é")]
      let typed = "\u{3}\u{1a}\u{1b}x\u{1b}é"
      #expect(try events(typing: typed) == expected.map(TerminalEvent.key))
    }

    @Test("Escape alone is Escape, also twice and before another key")
    func escape() throws {
      #expect(try events(typing: "\u{1b}") == [.key(.escape)])
      #expect(try events(typing: "\u{1b}\u{1b}") == [.key(.escape), .key(.escape)])
      #expect(try events(typing: "\u{1b}\u{1b}[A") == [.key(.escape), .key(.up)])
    }

    @Test("a sequence nobody knows is swallowed whole, its letters are no commands")
    func unknownSequence() throws {
      #expect(try events(typing: "\u{1b}[5;9;9yq") == [.key(.character("q"))])
    }
  }
}
