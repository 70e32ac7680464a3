import Foundation
import Screen
import Testing

@testable import Terminal

/// What a session says of its terminal. Sessions can't be copied, and so not be handed to #expect.
private struct Facts: Equatable {
  var size: Size
  var colorDepth: ColorDepth
  var supportsUnicode: Bool

  init(size: Size, colorDepth: ColorDepth, supportsUnicode: Bool) {
    (self.size, self.colorDepth, self.supportsUnicode) = (size, colorDepth, supportsUnicode)
  }

  init(_ session: borrowing TerminalSession) {
    size = session.size
    colorDepth = session.colorDepth
    supportsUnicode = session.supportsUnicode
  }
}

extension TerminalTests {
  @Suite("Session", .serialized)
  struct SessionTests {
    @Test("what is presented is written; closing leaves the alternate screen last")
    func presentAndClose() throws {
      let terminal = try FileTerminal()
      var session = try TerminalSession(terminal.options)
      let facts = Facts(session)
      #expect(facts == Facts(size: Size(40, 10), colorDepth: .indexed, supportsUnicode: true))
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { region in
        region.box(title: "漢字", style: Style(.indexed(208)))
        region.write("hello e\u{301}", at: Point(1, 1), style: Style().adding(.bold))
      }
      session.present(buffer)
      #expect(terminal.output.contains("┌ 漢字 ─"))
      #expect(terminal.output.contains("hello e\u{301}"))
      #expect(terminal.output.contains("38;5;208"))
      #expect(terminal.output.contains("\u{1b}[?1049h"))
      session.close()
      let end = terminal.output.suffix(80)
      #expect(end.contains("\u{1b}[?1049l"))
      #expect(end.contains("\u{1b}[?25h"))
      #expect(terminal.output.contains("\u{1b}[?2004l"))
      #expect(terminal.output.contains("\u{1b}[?1006l"))
    }

    @Test("after redraw the same is written whole, because others may have written to the screen")
    func redrawing() throws {
      let terminal = try FileTerminal()
      var session = try TerminalSession(terminal.options)
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { $0.write("hello", at: Point(1, 1)) }
      session.present(buffer)
      let before = terminal.output.count
      session.redraw()
      session.present(buffer)
      #expect(terminal.output.dropFirst(before).contains("hello"))
    }

    @Test("showing the same again writes almost nothing")
    func sameAgain() throws {
      let terminal = try FileTerminal()
      var session = try TerminalSession(terminal.options)
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { $0.fill(with: "x") }
      session.present(buffer)
      let before = terminal.output.utf8.count
      session.present(buffer)
      #expect(terminal.output.utf8.count - before < 20)
    }

    @Test("the terminal can be opened again and again, one session at a time")
    func reopening() throws {
      for _ in 0..<3 {
        let terminal = try FileTerminal()
        var session = try TerminalSession(terminal.options)
        session.present(CellBuffer(size: Size(1_000, 1_000)))
        #expect(refusal(of: terminal.options) == TerminalError.alreadyOpen)
      }
    }

    @Test("no event within the time given is a timeout, a closed pipe the end of input")
    func timeoutAndEnd() throws {
      let terminal = try FileTerminal()
      var session = try TerminalSession(terminal.options)
      var events: [TerminalEvent] = []
      events.append(session.nextEvent(timeoutMilliseconds: 0))
      events.append(session.nextEvent(timeoutMilliseconds: 5))
      terminal.type("a")
      terminal.hangUp()
      events.append(session.nextEvent(timeoutMilliseconds: nil))
      events.append(session.nextEvent(timeoutMilliseconds: nil))
      events.append(session.nextEvent(timeoutMilliseconds: nil))
      #expect(
        events == [.timeout, .timeout, .key(.character("a")), .endOfInput, .endOfInput])
    }

    @Test("without colours none is written")
    func noColor() throws {
      let terminal = try FileTerminal()
      var options = terminal.options
      options.usesColor = false
      var session = try TerminalSession(options)
      let facts = Facts(session)
      #expect(facts.colorDepth == .none)
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { $0.write("red", at: .zero, style: Style(.red, on: .indexed(99))) }
      session.present(buffer)
      #expect(terminal.output.contains("red"))
      #expect(!terminal.output.contains("[31m"))
      #expect(!terminal.output.contains("48;5"))
    }

    @Test(
      "a terminal with 8 or 16 colours gets the nearest",
      arguments: [("xterm", ColorDepth.eight), ("xterm-16color", .sixteen)])
    func fewColors(name: String, depth: ColorDepth) throws {
      let terminal = try FileTerminal()
      var options = terminal.options
      options.terminalName = name
      // ncurses-base has few descriptions; the rest come with ncurses-term.
      if refusal(of: options) == .unknownTerminal(name: name) { return }
      var session = try TerminalSession(options)
      let facts = Facts(session)
      #expect(facts.colorDepth == depth)
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { $0.write("x", at: .zero, style: Style(.indexed(196))) }
      session.present(buffer)
      #expect(!terminal.output.contains("38;5;196"))
    }

    @Test("a locale of another character set folds everything to ASCII")
    func otherCharacterSet() throws {
      let terminal = try FileTerminal()
      var options = terminal.options
      options.localeName = "de_DE.ISO-8859-1"
      var session = try TerminalSession(options)
      let facts = Facts(session)
      #expect(!facts.supportsUnicode)
      var buffer = CellBuffer(size: Size(40, 10))
      buffer.withRegion { region in
        region.box()
        region.write("a漢b►", at: Point(1, 1))
      }
      session.present(buffer)
      #expect(terminal.output.contains("+-"))
      #expect(terminal.output.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(
      "a locale that isn't UTF-8 and names no character set is taken for C.UTF-8",
      arguments: ["C", "POSIX", "xx_YY", ""])
    func plainLocale(name: String) throws {
      let terminal = try FileTerminal()
      var options = terminal.options
      options.localeName = name
      let session = try TerminalSession(options)
      let facts = Facts(session)
      #expect(facts.supportsUnicode)
    }

    @Test("what can't be used is said in a sentence that names it")
    func errors() throws {
      let terminal = try FileTerminal()
      var options = terminal.options
      options.terminalName = "no-such-terminal"
      #expect(refusal(of: options) == TerminalError.unknownTerminal(name: "no-such-terminal"))
      options.terminalName = "dumb"
      #expect(refusal(of: options) == TerminalError.cannotMoveCursor(name: "dumb"))
      options.terminalName = nil
      #expect(refusal(of: options) == TerminalError.terminalNotNamed)
      options = terminal.options
      options.requiresTerminal = true
      #expect(refusal(of: options) == TerminalError.inputIsNoTerminal)
      #expect(TerminalError.unknownTerminal(name: "vt9").description.contains("“vt9”"))
    }

    @Test("after a session the signals are handled as before it")
    func signalsPutBack() throws {
      signal(SIGHUP, SIG_IGN)
      defer { signal(SIGHUP, SIG_DFL) }
      for number in [SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGSEGV] {
        let before = handler(of: number)
        do {
          let terminal = try FileTerminal()
          let session = try TerminalSession(terminal.options)
          session.beep()
          #expect(handler(of: number) != before)
          #expect(handler(of: SIGHUP) == 1, "ignored stays ignored")
        }
        #expect(handler(of: number) == before)
      }
    }

    /// Why no session opens; nil if one does.
    private func refusal(of options: TerminalOptions) -> TerminalError? {
      do throws(TerminalError) {
        let session = try TerminalSession(options)
        session.close()
        return nil
      } catch {
        return error
      }
    }

    private func handler(of number: Int32) -> Int {
      var action = sigaction()
      sigaction(number, nil, &action)
      return withUnsafeBytes(of: action.__sigaction_handler) { $0.load(as: Int.self) }
    }
  }
}
