import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Whole screens")
struct ScreenSnapshotTests {
  @Test("before the first event")
  func start() {
    expectSnapshot(AppState.story(size: Size(120, 40)).text, named: "start-120x40")
  }

  @Test(
    "a block is made while a writer waits", arguments: [Size(80, 24), Size(120, 40), Size(200, 60)])
  func blockMade(size: Size) {
    expectSnapshot(AppState.story(at: 13, size: size).text, named: "block-made-\(size)")
  }

  @Test("an invalidation is in progress")
  func invalidation() {
    expectSnapshot(AppState.story(at: 19).text, named: "invalidation-120x40")
  }

  @Test("a block was split into pages")
  func split() {
    expectSnapshot(AppState.story(at: 40).text, named: "split-120x40")
  }

  @Test("each tab of a narrow screen", arguments: PanelName.ofRecordings)
  func tabs(panel: PanelName) {
    var state = AppState.story(at: 27, size: Size(80, 24))
    update(&state, .panel(panel))
    expectSnapshot(state.text, named: "tab-\(panel.title.lowercased())-80x24")
  }

  @Test("drawn with ASCII only")
  func ascii() {
    var state = AppState.story(at: 40)
    state.isASCII = true
    expectSnapshot(state.text, named: "ascii-120x40")
  }

  @Test("the help")
  func help() {
    var state = AppState.story(size: Size(120, 90))
    state.press(.character("?"))
    expectSnapshot(state.text, named: "help-120x90")
  }

  @Test("a command being typed")
  func prompt() {
    var state = AppState.story(at: 13, size: Size(80, 24))
    state.press(.character(":"))
    state.type("time 209.1")
    expectSnapshot(state.text, named: "prompt-80x24")
  }

  @Test("a terminal that is too small")
  func tooSmall() {
    expectSnapshot(AppState.story(size: Size(40, 10)).text, named: "too-small-40x10")
  }

  @Test("a recording without events")
  func empty() {
    expectSnapshot(
      AppState.sample(SampleTimeline.empty).text, named: "empty-120x40")
  }
}
