import KVM
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Screens of scenarios")
struct SteppingSnapshotTests {
  static let sizes = [Size(80, 24), Size(120, 40), Size(200, 60)]

  @Test("S1 at its beginning", arguments: sizes)
  func beginning(size: Size) {
    expectSnapshot(AppState.scenario("S1", size: size).text, named: "step-s1-beginning-\(size)")
  }

  @Test("S1 while an invalidation waits for the lock that a fault holds", arguments: sizes)
  func writerWaits(size: Size) {
    var state = AppState.scenario("S1", size: size)
    state.command("schedule v0*9 n1*3")
    state.press(.escape)
    expectSnapshot(state.text, named: "step-s1-writer-waits-\(size)")
  }

  @Test("S1 at a violation", arguments: sizes)
  func violation(size: Size) {
    var state = AppState.variant("no look at the invalidation's marks", of: "S1", size: size)
    state.press(.character("v"))
    expectSnapshot(state.text, named: "step-s1-violation-\(size)")
  }

  @Test("S4 at its beginning", arguments: sizes)
  func exitBeginning(size: Size) {
    expectSnapshot(AppState.scenario("S4", size: size).text, named: "step-s4-beginning-\(size)")
  }

  @Test("S4 while the exit waits for the lock", arguments: sizes)
  func exitWaits(size: Size) {
    var state = AppState.scenario("S4", policies: ["vcpuHoldsMmUsers": "no"], size: size)
    state.command("schedule v0*10 x1*2")
    state.press(.escape)
    expectSnapshot(state.text, named: "step-s4-exit-waits-\(size)")
  }

  @Test("S4 at a violation", arguments: sizes)
  func exitViolation(size: Size) {
    var state = AppState.variant("the map goes through NULL", of: "S4", size: size)
    state.press(.character("v"))
    expectSnapshot(state.text, named: "step-s4-violation-\(size)")
  }

  @Test("S4 at its end")
  func exitEnd() {
    var state = AppState.scenario("S4")
    state.press(.character("v"), .escape)
    expectSnapshot(state.text, named: "step-s4-end-120x40")
  }

  @Test("two editions beside each other")
  func comparison() {
    var state = AppState.scenario("S1")
    state.command("schedule v0*8 n1*3 v0")
    state.command("compare v5.14")
    state.press(.escape)
    expectSnapshot(state.text, named: "step-s1-compared-120x40")
  }

  @Test("drawn with ASCII only, at a violation")
  func ascii() {
    var state = AppState.variant("TLB outlives the pages", of: "S4")
    state.isASCII = true
    state.press(.character("v"))
    expectSnapshot(state.text, named: "step-ascii-120x40")
  }

  @Test("the help while stepping")
  func help() {
    var state = AppState.scenario("S1", size: Size(120, 110))
    state.press(.character("?"))
    expectSnapshot(state.text, named: "step-help-120x110")
  }

  @Test("a message longer than a line")
  func longMessage() {
    var state = AppState.scenario("S4", size: Size(80, 24))
    state.command("policy nonsense")
    expectSnapshot(state.text, named: "step-long-message-80x24")
  }
}
