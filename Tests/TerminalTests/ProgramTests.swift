import Foundation
import Screen
import TestSupport
import Testing

extension TerminalTests {
  /// A whole program under a pseudo-terminal, as a person sees it.
  @Suite("Program", .serialized)
  struct ProgramTests {
    private func launch(
      size: Size = Size(60, 12), _ environment: [String: String] = [:]
    ) async throws -> TerminalDriver {
      try await TerminalDriver.launch(
        program: "terminal-probe", size: size,
        environment: ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 })
    }

    @Test("draws, answers keys, quits, and leaves the terminal as it was")
    func quit() async throws {
      let screen = try await launch(size: Size(140, 12))
      try await screen.expect("┌ probe · 140x12 ─", "漢字 and é, combined é", "nothing yet")
      #expect(screen.terminalProblems().count > 3)
      try await screen.press(.right).expect("last: key(Terminal.Key.right)")
      try await screen.press(.shiftLeft).expect("shiftLeft")
      try await screen.press(.paste("pasted")).expect("paste(\"pasted\")")
      try await screen.press(.click(Point(7, 3))).expect("(7, 3)", "release")
      try await screen.press("q").expectTerminalRestored(exitStatus: 0)
      #expect(screen.screen.text.hasPrefix("goodbye\n"))
    }

    @Test(
      "a signal that ends it shows in the exit status; the terminal is restored",
      arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func endingSignal(number: Int32) async throws {
      let screen = try await launch()
      try await screen.expect("nothing yet").send(signal: number)
      try await screen.expectTerminalRestored(exitStatus: .signal(number))
    }

    @Test(
      "a trap restores the terminal, its message is not lost, and Swift's backtrace has its turn",
      arguments: ["enable=no", "enable=yes,color=no,interactive=no"])
    func trap(backtrace: String) async throws {
      let screen = try await launch(size: Size(100, 200), ["SWIFT_BACKTRACE": backtrace])
      try await screen.expect("nothing yet").press("t")
      let status = try await screen.waitForExit()
      #expect(status == .signal(SIGILL) || status == .signal(SIGTRAP))
      try await screen.expectTerminalRestored(exitStatus: status)
      #expect(screen.screen.text.contains("Fatal error: Index out of range"))
      #expect(
        screen.screen.text.contains("static TerminalProbe.crash") == (backtrace != "enable=no"))
    }

    @Test("a crash sent from outside ends it by that signal", arguments: [SIGSEGV, SIGABRT])
    func crashSignal(number: Int32) async throws {
      let screen = try await launch()
      try await screen.expect("nothing yet").send(signal: number)
      try await screen.expectTerminalRestored(exitStatus: .signal(number))
    }

    @Test("what is written to standard error appears once the screen is given back")
    func standardError() async throws {
      let screen = try await launch()
      try await screen.expect("nothing yet").press("w").expect("\"w\"")
      #expect(!screen.screen.text.contains("a message"))
      try await screen.press("q").expectTerminalRestored(exitStatus: 0)
      #expect(screen.screen.text.contains("a message\n"))
    }

    @Test("a new size is taken over and drawn in")
    func resize() async throws {
      let screen = try await launch()
      try await screen.expect("probe · 60x12").resize(to: Size(90, 20))
      try await screen.expect("probe · 90x20", "last: resize(90x20)")
      // The last corner is drawn last: once it is there, the frame is complete.
      try await screen.resize(to: Size(40, 6)).expect("probe · 40x6", "─┘")
      #expect(screen.screen[Point(39, 5)].text == "┘")
      try await screen.press("q").expectTerminalRestored(exitStatus: 0)
    }

    @Test("^Z gives the terminal to the shell, fg takes it again")
    func suspendByKey() async throws {
      let screen = try await launchUnderShell()
      try await screen.expect("nothing yet").press(.control("z")).expect("the shell again")
      #expect(screen.terminalProblems().isEmpty)
      try await screen.press("\n").expect("probe · 60x12", "last: continued")
      try await screen.press("q").expectTerminalRestored(exitStatus: 7)
    }

    @Test("SIGTSTP from outside does the same, SIGCONT continues")
    func suspendFromOutside() async throws {
      let screen = try await launchUnderShell()
      try await screen.expect("nothing yet")
      let match = try #require(screen.screen.text.firstMatch(of: /pid (\d+)\./))
      let probe = try #require(Int32(match.1))
      try await screen.send(signal: SIGTSTP, to: probe).expect("the shell again")
      #expect(screen.terminalProblems().isEmpty)
      try await screen.press("\n").expect("last: resumed")
      try await screen.press("q").expectTerminalRestored(exitStatus: 7)
    }

    @Test("where no shell could continue it, a stop is not obeyed")
    func suspendWithoutShell() async throws {
      let screen = try await launch()
      try await screen.expect("nothing yet").press("z").expect("last: continued")
      try await screen.send(signal: SIGTSTP).expect("last: resumed")
      try await screen.press("q").expectTerminalRestored(exitStatus: 0)
    }

    @Test("stopped by SIGSTOP and continued, it draws everything anew")
    func stopAndContinue() async throws {
      let screen = try await launch()
      try await screen.expect("nothing yet").send(signal: SIGSTOP)
      try await screen.send(signal: SIGCONT).expect("last: resumed")
      try await screen.press("q").expectTerminalRestored(exitStatus: 0)
    }

    @Test("a terminal that can't be used is said in a sentence, with status 2")
    func unknownTerminal() async throws {
      let screen = try await launch(size: Size(300, 5), ["TERM": "no-such-terminal"])
      try await screen.expectTerminalRestored(exitStatus: 2)
      #expect(screen.screen.text.contains("no description of a terminal “no-such-terminal”"))
    }

    /// Runs the program under a shell with job control, which waits for Enter once the program
    /// stops, continues it, and ends with status 7 after it.
    private func launchUnderShell() async throws -> TerminalDriver {
      let probe = TerminalDriver.programPath("terminal-probe")
      let script = "set -m; '\(probe)'; echo the shell again; read line; fg; exit 7"
      return try await TerminalDriver.launch("-c", script, program: "/bin/sh", size: Size(60, 12))
    }
  }
}
