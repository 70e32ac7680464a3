import Screen
import TestSupport
import Testing

@Suite("tablewalk alone, on a terminal", .serialized)
struct StartMenuTests {
  @Test("Enter opens what is chosen: a fault is stepped there and back")
  func stepAFault() async throws {
    let screen = try await TerminalDriver.launch(size: Size(120, 40))
    try await screen.expect("Step through a fault", "tablewalk step S0")
    try await screen.press(.enter).expect("S0", "simulated")
    try await screen.press(.right, times: 3).expect("kvm_handle_guest_abort")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("a digit opens a line; the recording is the one that replay opens")
  func replayARecording() async throws {
    let screen = try await TerminalDriver.launch(size: Size(120, 40))
    try await screen.expect("Replay a recording").press("3").expect("event 215 of 621")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("the list of scenarios opens and closes, at 80×24 too")
  func scenarios() async throws {
    let screen = try await TerminalDriver.launch(size: Size(80, 24))
    try await screen.expect("A question for every race").press("5").expect(
      "S1  A fault races", "Esc back")
    try await screen.press(.escape).expect("Step through a fault")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }
}
