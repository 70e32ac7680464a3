import Foundation
import Screen
import TestSupport
import Testing

@Suite("tablewalk on a terminal", .serialized)
struct InteractiveTests {
  @Test("opens its recording, steps with the keys, shows help, and leaves the terminal as it was")
  func wholeVisit() async throws {
    let records = try Fixture.lines("thp2m.trace.txt").filter { !$0.hasPrefix("#") }
    let fault = try #require(records[215...].firstIndex { $0.contains(": kvm_guest_fault:") })
    let screen = try await TerminalDriver.launch("replay", size: Size(120, 40))
    try await screen.expect("event 215 of 621", "block 2M", "mmu_lock", "? lists the keys")
    try await screen.press(.right, times: 3).expect("event 218 of 621")
    try await screen.press(.left, times: 5).expect("event 213 of 621")
    try await screen.press(.shiftRight).expect("event \(fault) of 621")
    try await screen.press("?").expect("Moving in time", "next fault")
    try await screen.press(.escape).expectGone("Moving in time")
    try await screen.press("G").expect("event 621 of 621")
    try await screen.press("g").expect("before event 0")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("--filter starts with the filter on; :report leads to a row's event")
  func finding() async throws {
    let screen = try await TerminalDriver.launch(
      "replay", "--filter", "change=fault", size: Size(120, 40))
    try await screen.expect("event 215 of 621", "Events · only change=fault: 34")
    try await screen.press("/thread=nobody &&").press(.enter)
    try await screen.expect("column 17: expected a condition after “&&”")
    try await screen.press(.escape).expectGone("column 17")
    try await screen.press(":report reasons").press(.enter)
    try await screen.expect("host-page", "misaligned", "1 of 3")
    try await screen.press(.enter).expect("event 413 of 621")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("at 80×24 the panels are tabs")
  func tabs() async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(80, 24))
    try await screen.expect("[1 Walk]", "L2 PMD")
    try await screen.press(.tab).expect("[2 Locks]", "mmap_lock")
    try await screen.press(.backTab).expect("[1 Walk]")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("stepping there and back comes to the very screen that --at prints")
  func thereAndBack() async throws {
    let printed = try ProgramOutput.run("replay", "--at", "215", "--size", "120x40").output
    let screen = try await TerminalDriver.launch("replay", size: Size(120, 40))
    try await screen.expect("event 215 of 621")
    try await screen.press(.right, times: 40).expect("event 255 of 621")
    try await screen.press(.left, times: 40).expect(printed.trimmingCharacters(in: .newlines))
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("a search finds the next event with the text, and n the one after")
  func search() async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(120, 40))
    try await screen.expect("event 215 of 621").press("/").press("k_s2unmap").press(.enter)
    try await screen.expect("event 384 of 621").press("n").expect("event 388 of 621")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("a command jumps to an event or a time; what it can't do it says")
  func commands() async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(120, 40))
    try await screen.expect("event 215 of 621").press(":100").press(.enter)
    try await screen.expect("event 100 of 621")
    try await screen.press(":time 15.85").press(.enter).expect("15.850")
    try await screen.press(":nonsense").press(.enter).expect("nonsense")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test("it follows the terminal's size; too small a one says so and takes no key but quit")
  func resize() async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(120, 40))
    try await screen.expect("event 215 of 621").resize(to: Size(50, 12)).expect("60")
    try await screen.press(.right, times: 3).resize(to: Size(120, 40)).expect("event 215 of 621")
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }

  @Test(
    "a signal that ends it leaves the terminal as it was", arguments: [SIGTERM, SIGINT, SIGHUP])
  func signals(number: Int32) async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(100, 30))
    try await screen.expect("event 215 of 621").send(signal: number)
    try await screen.expectTerminalRestored(exitStatus: .signal(number))
  }

  @Test("^C quits")
  func controlC() async throws {
    let screen = try await TerminalDriver.launch("replay", size: Size(100, 30))
    try await screen.expect("event 215 of 621").press(.control("c"))
    try await screen.expectTerminalRestored(exitStatus: 0)
  }

  @Test("a file that can't be read leaves the terminal alone and ends with status 3")
  func unreadable() async throws {
    let screen = try await TerminalDriver.launch("replay", "/nonexistent/trace")
    try await screen.expect("cannot be opened: No such file or directory")
    try await screen.expectTerminalRestored(exitStatus: 3)
  }

  @Test("a terminal that can't show Unicode gets ASCII")
  func asciiTerminal() async throws {
    let screen = try await TerminalDriver.launch(
      "replay", size: Size(120, 40), environment: ["LC_ALL": "en_US.ISO-8859-1"])
    try await screen.expect("event 215 of 621", "block 2M", "+-")
    #expect(screen.screen.text.unicodeScalars.allSatisfy { $0.isASCII })
    try await screen.press("q").expectTerminalRestored(exitStatus: 0)
  }
}
