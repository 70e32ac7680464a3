import Foundation
import Screen

/// A person at a terminal: starts a program, looks at its screen, presses keys.
///
/// The program runs under a real pseudo-terminal as leader of a session of its own. Nothing here
/// waits for a time to pass; deadlines only bound how long a failing test takes.
///
/// ```swift
/// let screen = try await TerminalDriver.launch("step", "S4", size: Size(120, 40))
/// try await screen.press(.right, times: 5).expect("mmu_lock", "held by")
/// try await screen.press("q").expectTerminalRestored(exitStatus: 0)
/// ```
public final class TerminalDriver: Sendable {
  private let run: TerminalRun
  private let modesBefore: [UInt32]
  private let patience: Duration

  /// Starts `program` with `arguments`.
  ///
  /// A program name without a slash is looked for beside the tests. The environment holds `TERM`
  /// (xterm-256color), `LC_ALL` (C.UTF-8), `PATH` and `HOME`; `environment` changes and adds to
  /// it. `patience` is how long anything may take to appear.
  public static func launch(
    _ arguments: String..., program: String = "tablewalk", size: Size = Size(80, 24),
    environment: [String: String] = [:], patience: Duration = .seconds(20)
  ) async throws -> TerminalDriver {
    let terminal = try PseudoTerminal(size: size)
    let own = ProcessInfo.processInfo.environment
    var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] { variables[name] = own[name] }
    variables.merge(environment) { _, new in new }
    return try TerminalDriver(
      terminal: terminal, program: programPath(program), arguments: arguments, size: size,
      environment: variables, patience: patience)
  }

  private init(
    terminal: PseudoTerminal, program: String, arguments: [String], size: Size,
    environment: [String: String], patience: Duration
  ) throws(TerminalDriverError) {
    modesBefore = terminal.modes
    let pid = try terminal.spawn(program, arguments, environment: environment)
    run = TerminalRun(terminal: terminal, pid: pid, size: size)
    self.patience = patience
  }

  deinit { run.abandon() }

  /// Where `swift build` put a program of this package; `TABLEWALK_PROGRAMS` names another folder.
  public static func programPath(_ name: String) -> String {
    if name.contains("/") { return name }
    if let folder = ProcessInfo.processInfo.environment["TABLEWALK_PROGRAMS"] {
      return "\(folder)/\(name)"
    }
    let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
    let folder =
      tests.bundlePath.hasSuffix(".xctest")
      ? tests.bundleURL.deletingLastPathComponent() : tests.bundleURL
    return folder.appendingPathComponent(name).path
  }

  /// The screen as it is now.
  public var screen: VirtualScreen { run.current().screen }

  /// The program's process number.
  public var pid: Int32 { run.pid }

  /// Presses a key, or types a text, so many times.
  @discardableResult
  public func press(_ key: TypedKey, times: Int = 1) async throws -> TerminalDriver {
    let bytes = key.bytes(modes: screen.modes)
    for _ in 0..<max(0, times) { run.terminal.write(bytes) }
    return self
  }

  /// Changes the size of the terminal; the program is told by SIGWINCH.
  @discardableResult
  public func resize(to size: Size) async throws -> TerminalDriver {
    run.resize(to: size)
    return self
  }

  /// Sends a signal to the program, or to another process that it started.
  @discardableResult
  public func send(signal: Int32, to process: Int32? = nil) async throws -> TerminalDriver {
    run.send(signal: signal, to: process)
    return self
  }

  /// Waits until the screen shows all of `texts`, each within one line.
  ///
  /// Throws, with the screen in the message, if they aren't there in time or the program ends.
  @discardableResult
  public func expect(
    _ texts: String..., fileID: String = #fileID, line: Int = #line
  ) async throws -> TerminalDriver {
    let wanted = texts
    let reached = await run.wait(until: .now + patience) { state in
      state.exitStatus != nil || Self.missing(wanted, from: state.screen).isEmpty
    }
    let state = reached ?? run.current()
    let missing = Self.missing(wanted, from: state.screen)
    guard missing.isEmpty else {
      throw failure("The screen doesn't show \(Self.list(missing)).", state, fileID, line)
    }
    return self
  }

  /// Waits until the screen shows none of `texts`.
  @discardableResult
  public func expectGone(
    _ texts: String..., fileID: String = #fileID, line: Int = #line
  ) async throws -> TerminalDriver {
    let unwanted = texts
    let reached = await run.wait(until: .now + patience) { state in
      Self.missing(unwanted, from: state.screen).count == unwanted.count
    }
    guard reached != nil else {
      throw failure(
        "The screen still shows \(Self.list(unwanted)).", run.current(), fileID, line)
    }
    return self
  }

  /// Waits until the program ends, and says how.
  @discardableResult
  public func waitForExit(
    fileID: String = #fileID, line: Int = #line
  ) async throws -> ExitStatus {
    let state = await run.wait(until: .now + patience) { $0.exitStatus != nil } ?? run.current()
    guard let exitStatus = state.exitStatus else {
      throw failure("The program doesn't end.", state, fileID, line)
    }
    return exitStatus
  }

  /// Waits for the program's end and checks that it left the terminal as it found it: the first
  /// screen, the cursor shown, no mouse reports or other modes, the line editing as before.
  @discardableResult
  public func expectTerminalRestored(
    exitStatus: ExitStatus, fileID: String = #fileID, line: Int = #line
  ) async throws -> TerminalDriver {
    let found = try await waitForExit(fileID: fileID, line: line)
    let problems = terminalProblems() + (found == exitStatus ? [] : ["it ended by \(found)"])
    guard problems.isEmpty else {
      throw failure(
        "After the program: \(problems.joined(separator: ", ")).", run.current(), fileID, line)
    }
    return self
  }

  /// What a program has not given back so far; empty when the terminal is as it was at the start.
  public func terminalProblems() -> [String] {
    let screen = screen
    var problems: [String] = []
    if screen.isAlternate { problems.append("the alternate screen is still shown") }
    if !screen.isCursorVisible { problems.append("the cursor is hidden") }
    let names = [1: "cursor keys", 1000: "mouse", 1002: "mouse", 1003: "mouse", 2004: "paste"]
    for (mode, name) in names.sorted(by: { $0.key < $1.key }) where screen.modes.contains(mode) {
      problems.append("mode \(mode) (\(name)) is still on")
    }
    if run.terminal.modes != modesBefore { problems.append("termios differs from before") }
    return problems
  }

  private static func missing(_ texts: [String], from screen: VirtualScreen) -> [String] {
    let shown = screen.text
    return texts.filter { !shown.contains($0) }
  }

  private static func list(_ texts: [String]) -> String {
    texts.map { "“\($0)”" }.joined(separator: ", ")
  }

  private func failure(
    _ sentence: String, _ state: TerminalRun.State, _ fileID: String, _ line: Int
  ) -> TerminalDriverError {
    let end = state.exitStatus.map { "The program has ended: \($0).\n" } ?? ""
    return TerminalDriverError(
      "\(fileID):\(line): \(sentence)\n\(end)The screen:\n\(state.screen.text)")
  }
}
