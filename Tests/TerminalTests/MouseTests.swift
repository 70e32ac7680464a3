import Screen
import Testing

@testable import Terminal

extension TerminalTests {
  @Suite("Mouse and paste", .serialized)
  struct MouseTests {
    @Test("clicks, drags, the wheel, beyond column 223")
    func mouse() throws {
      let typed = "\u{1b}[<0;301;2M\u{1b}[<32;5;6M\u{1b}[<4;5;6m\u{1b}[<65;1;1M\u{1b}[<64;1;1M"
      let expected = [
        MouseEvent(.press(.left), at: Point(300, 1)),
        MouseEvent(.drag(.left), at: Point(4, 5)),
        MouseEvent(.release(.left), at: Point(4, 5), isShifted: true),
        MouseEvent(.scrollDown, at: .zero),
        MouseEvent(.scrollUp, at: .zero),
      ]
      #expect(try events(typing: typed) == expected.map(TerminalEvent.mouse))
    }

    @Test(
      "a malformed report is passed over",
      arguments: ["0;0;0M", "1M", "a", "0;5M", "99999999999;1;1M"])
    func malformed(report: String) throws {
      #expect(
        !(try events(typing: "\u{1b}[<\(report)x")).contains {
          if case .mouse = $0 { true } else { false }
        })
    }

    @Test("reports of old terminals, one byte a number")
    func legacyMouse() throws {
      let expected = [
        MouseEvent(.press(.right), at: Point(4, 5)), MouseEvent(.release(.left), at: Point(4, 5)),
        MouseEvent(.scrollDown, at: .zero),
      ]
      let typed = "\u{1b}[M\"%&\u{1b}[M#%&\u{1b}[Ma!!"
      #expect(try events(typing: typed) == expected.map(TerminalEvent.mouse))
    }

    @Test("pasted text is one event, newlines and commands in it are text")
    func paste() throws {
      let text = "q\nline 2\tünï\u{1b}"
      let typed = "\u{1b}[200~\(text)\u{1b}[201~x"
      #expect(try events(typing: typed) == [.paste(text), .key(.character("x"))])
    }
  }
}
