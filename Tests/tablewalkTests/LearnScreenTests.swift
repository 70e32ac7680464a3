import Screen
import TestSupport
import Testing

@Suite("tablewalk learn, on a terminal", .serialized)
struct LearnScreenTests {
  private let state: TemporaryFolder

  init() throws { state = try TemporaryFolder() }

  @Test(
    "from the menu into the first lesson and back; what was begun is marked",
    arguments: [
      Size(80, 24), Size(120, 40),
    ])
  func menu(size: Size) async throws {
    let screen = try await TerminalDriver.launch(
      "learn", size: size, environment: ["XDG_STATE_HOME": state.path])
    try await screen.expect("One address, four levels", "Enter opens")
    try await screen.press(.enter).expect("section 1 of", "Enter on")
    // What is below is read first: then Enter goes on.
    try await screen.press(.pageDown, times: 3).press(.enter).expect("Enter answers")
    try await screen.press(.right).press(.escape).expect("◐ 1. One address")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("^C ends the program from inside a lesson, and restores the terminal")
  func interrupt() async throws {
    let screen = try await TerminalDriver.launch(
      "learn", "one-address", size: Size(80, 24), environment: ["XDG_STATE_HOME": state.path])
    try await screen.expect("section 1 of").press(.control("c"))
    try await screen.expectTerminalRestored(exitStatus: 0)
  }
}
