import Screen
import Testing

@testable import Interface

@Suite("Commands")
struct CommandTests {
  @Test(
    "what is typed after : and what it means",
    arguments: [
      ("12", Command.event(12)), ("event 1", .event(1)), ("e 3", .event(3)), ("0", .event(0)),
      ("time 15.85", .time(15_850_000_000)), ("time 3", .time(3_000_000_000)),
      ("+100us", .offset(100_000)), ("-1ms", .offset(-1_000_000)), ("time +2.5us", .offset(2500)),
      ("address 0x4020_1000", .address(0x4020_1000)), ("address", .address(nil)),
      ("thread kvmtest-431", .thread("kvmtest-431")), ("write", .next(.write)),
      ("lock", .next(.lock)), ("fault", .next(.fault)), ("wait", .next(.wait)),
      ("theme light", .theme(.light)), ("ascii", .ascii), ("q", .quit), ("  quit  ", .quit),
    ])
  func meanings(text: String, command: Command) throws {
    #expect(try Command.parse(text) == command)
  }

  @Test(
    "what is no command is an error with a sentence",
    arguments: [
      "nonsense", "t", "event", "event x", "99999999999999999999", "time", "time 1.2.3",
      "time 9999999999999999999", "+100", "+us", "-1h", "address zz", "theme pink", "quit now",
      "+99999999999999999999s", "\u{1b}[2J",
    ])
  func errors(text: String) {
    var state = AppState.story(at: 5)
    let before = draw(state)
    #expect(state.command(text) == [.beep])
    #expect(state.message?.isError == true)
    #expect(state.index == 5)
    state.press(.escape)
    #expect(draw(state) == before)
  }

  @Test("nothing after : does nothing")
  func nothing() {
    var state = AppState.story(at: 5)
    #expect(state.command("") == [])
    #expect(state.message == nil)
  }

  @Test("an event that isn't there is an error; the screen stays")
  func beyondTheEnd() {
    var state = AppState.story(at: 5)
    state.command("4000")
    #expect(state.message == Message(text: "there are only 67 events", isError: true))
    #expect(state.index == 5)
  }

  @Test("times lead to the first event at or after them, steps back to the last at or before")
  func times() {
    var state = AppState.story(at: 5)
    let time = state.time(ofEvent: 5)
    state.command("+1ns")
    #expect(state.index == 6)
    state.command("-1ns")
    #expect(state.index == 5)
    state.command("time 0")
    #expect(state.index == 0)
    state.command("time \(time / 1_000_000_000).\(time % 1_000_000_000)")
    #expect(state.index == 5)
    state.command("-999s")
    #expect(state.index == -1)
  }

  @Test("jumps go to the next event of their sort")
  func jumps() {
    var state = AppState.story()
    state.command("wait")
    #expect(state.kindName(ofEvent: state.index) == "contention_begin")
    state.command("1")
    state.command("lock")
    #expect(state.kindName(ofEvent: state.index) == "mmap_lock_acquire_returned")
  }

  @Test("Tab completes as far as it is certain")
  func completion() {
    var state = AppState.story()
    state.press(.character(":"))
    state.type("th")
    #expect(state.press(.tab) == [.beep])
    state.type("r")
    state.press(.tab)
    #expect(state.prompt?.text == "thread ")
    state.press(.tab)
    #expect(state.prompt?.text == "thread kvmtest-43")
    state.type("2")
    state.press(.tab, .enter)
    #expect(state.selectedThread.map(state.cast.threadName) == "kvmtest-432")
  }

  @Test("a line can be mended and left")
  func editing() {
    var state = AppState.story()
    state.press(.character(":"))
    state.type("abc")
    state.press(.backspace)
    #expect(state.prompt?.text == "ab")
    state.press(.control("u"))
    #expect(state.prompt?.text == "")
    state.press(.backspace)
    #expect(state.prompt == nil)
    state.press(.character("/"), .escape)
    #expect(state.prompt == nil)
  }

  @Test("an address that is given stays; p lets it go")
  func pinning() {
    var state = AppState.story(at: 13)
    state.press(.character("a"))
    state.type("0x40000000")
    state.press(.enter, .right, .right)
    #expect(state.walkSubject?.address == 0x4000_0000)
    state.press(.character("p"))
    #expect(state.pinnedAddress == nil)
  }
}
