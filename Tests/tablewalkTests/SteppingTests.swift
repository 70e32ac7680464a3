import Interface
import Screen
import TestSupport
import Testing
import Traces
import VMSA

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

  private func state(_ name: String, at index: Int, panel: PanelName) throws -> String {
    let timeline = try Recording.open(Fixture.path(name)).timeline
    var state = AppState(
      timeline: timeline, recording: RecordingInfo(fileName: name, label: "recorded"),
      size: Size(100, 30))
    _ = update(&state, .panel(panel))
    state.seek(to: index)
    return TextWriter().string(from: draw(state))
  }

  @Test("a write to a read-only slot is called that, not an access to no memory")
  func readOnlySlot() throws {
    let records = try Fixture.lines("romem.trace.txt").filter { !$0.hasPrefix("#") }
    let write = try #require(
      records.indices.first { index in
        records[index].contains("kvm_mmio: mmio write") && records[index].contains("gpa 0x4000")
      })
    let returned = try #require(records[write...].firstIndex { $0.contains("k_guest_abort_ret") })
    let fault = try state("romem.trace.txt", at: returned, panel: .fault)
    #expect(fault.contains("a write to read-only slot 1"))
    let why = try state("romem.trace.txt", at: returned, panel: .why)
    #expect(why.contains("read-only slot 1"))
    #expect(!why.contains("without memory"))
    let before = try state("romem.trace.txt", at: write, panel: .why)
    #expect(before.contains("Nothing is mapped: a write to read-only slot 1"))
  }

  @Test("the walk follows the entry a walker visits, not where its call began")
  func walkFollowsVisit() throws {
    let records = try Fixture.lines("contend-start.trace.txt").filter { !$0.hasPrefix("#") }
    let visit = try #require(
      records.indices.last { index in
        records[index].contains("k_unmapwalk:") && records[index].contains("level=3")
          && !records[index].contains("old=0x0 ")
      })
    let word = try #require(records[visit].split(separator: " ").first { $0.hasPrefix("addr=0x") })
    let address = try #require(UInt64(word.dropFirst(7), radix: 16))
    let screen = try state("contend-start.trace.txt", at: visit, panel: .walk)
    #expect(screen.contains("IPA \(IntermediateAddress(address).grouped)"))
    #expect(screen.contains("◆ L3"))
  }

  @Test("a map call that returned -EAGAIN is not called a mapping")
  func busyEntry() throws {
    let records = try Fixture.lines("contend-start.trace.txt").filter { !$0.hasPrefix("#") }
    let returned = try #require(
      records.firstIndex { $0.contains("k_s2map_ret") && $0.hasSuffix("ret=-11") })
    let why = try state("contend-start.trace.txt", at: returned, panel: .why)
    #expect(why.contains("Nothing mapped"))
    #expect(!why.contains("Being mapped"))
  }
}
