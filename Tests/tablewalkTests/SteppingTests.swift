import Interface
import Screen
import TestSupport
import Testing
import Traces

@Suite("Stepping through real recordings")
struct SteppingTests {
  @Test(
    "stepping to the end and back shows the same screen at every event",
    arguments: [("thp2m", Size(80, 24)), ("hugetlb1g", Size(120, 40))])
  func thereAndBack(name: String, size: Size) throws {
    let timeline = try Recording.open(Fixture.path(name + ".trace.txt")).timeline
    var state = AppState(
      timeline: timeline, recording: RecordingInfo(fileName: name, label: "recorded"), size: size)
    var screens: [String] = []
    for _ in 0..<timeline.count {
      _ = update(&state, .step(1))
      screens.append(TextWriter().string(from: draw(state)))
    }
    #expect(state.index == timeline.count - 1)
    for index in (0..<timeline.count).reversed() {
      #expect(TextWriter().string(from: draw(state)) == screens[index], "event \(index)")
      _ = update(&state, .step(-1))
    }
    #expect(state.index == -1)
    #expect(Set(screens).count == timeline.count, "every event shows a screen of its own")
  }

  @Test("a screen is the same whether one steps to an event or jumps there")
  func jump() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let info = RecordingInfo(fileName: "dirtylog", label: "recorded")
    var stepping = AppState(timeline: timeline, recording: info, size: Size(120, 40))
    for index in 0..<timeline.count {
      _ = update(&stepping, .step(1))
      guard index % 97 == 0 else { continue }
      var jumping = AppState(timeline: timeline, recording: info, size: Size(120, 40))
      jumping.seek(to: index)
      #expect(
        TextWriter().string(from: draw(jumping)) == TextWriter().string(from: draw(stepping)),
        "event \(index)")
    }
  }

  @Test(":wait goes to the next wait the kernel reported, past locks that were free when wanted")
  func nextWait() throws {
    let timeline = try Recording.open(Fixture.path("contend-start.trace.txt")).timeline
    var state = AppState(
      timeline: timeline, recording: RecordingInfo(fileName: "contend", label: "recorded"))
    let records = try Fixture.lines("contend-start.trace.txt").filter { !$0.hasPrefix("#") }
    for _ in 0..<5 {
      let expected = try #require(
        records[max(0, state.index + 1)...].firstIndex { $0.contains("contention_begin") })
      _ = update(&state, .beginCommand)
      for character in "wait" { _ = update(&state, .type(character)) }
      _ = update(&state, .submit)
      #expect(state.index == expected)
    }
  }

  @Test("tables that existed before the recording are called unknown, then gone, never empty")
  func midLifeTables() throws {
    let timeline = try Recording.open(Fixture.path("teardown_kill.trace.txt")).timeline
    let release = try #require(timeline.cast.machines.first?.firstEvent)
    var state = AppState(
      timeline: timeline, recording: RecordingInfo(fileName: "teardown", label: "recorded"),
      size: Size(100, 30))
    _ = update(&state, .panel(.tables))
    func screen(at index: Int) -> String {
      state.seek(to: index)
      return TextWriter().string(from: draw(state))
    }
    #expect(screen(at: 0).contains("Unknown before event \(release)"))
    #expect(screen(at: release).contains("older than the recording"))
    #expect(screen(at: timeline.count - 1).contains("no longer in use"))
  }
}
