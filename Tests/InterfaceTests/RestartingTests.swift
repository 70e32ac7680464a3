import KVM
import Screen
import Testing

@testable import Interface

@Suite("Starting a scenario again")
struct RestartingTests {
  @Test("e and E change the edition; the same schedule is taken as far as it applies")
  func editions() {
    var state = AppState.scenario("S1")
    state.command("schedule v0*8 n1*3")
    state.press(.character("E"))
    #expect(state.stepper?.model.edition == .v6_3)
    #expect(state.schedule == "v0*8 n1*3")
    #expect(state.message?.text == "now v6.3; the schedule applies: 11 steps")
    state.press(.character("e"))
    #expect(state.stepper?.model.edition == .v6_19)
    #expect(state.press(.character("e")) == [.beep])
    #expect(
      state.message?.text
        == "v6.19 is the last edition of this scenario; E goes to the previous one")
  }

  @Test("where a schedule no longer applies the message says how far it went and why")
  func editionsThatDiffer() {
    var state = AppState.scenario("S1")
    state.press(.character("v"))
    let count = state.index
    state.command("edition v5.14")
    let text = state.message?.text ?? ""
    #expect(text.hasPrefix("now v5.14; "))
    #expect(text.contains(" of \(count) steps of the schedule apply, then "))
  }

  @Test("a policy that is chosen shows in the header, and starts again")
  func policies() {
    var state = AppState.scenario("S4")
    state.command("schedule v0*3")
    state.command("policy vcpuHoldsMmUsers no")
    #expect(state.schedule == "v0*3")
    #expect(state.text.contains("v6.19 · vcpuHoldsMmUsers no"))
    state.command("policy vcpuHoldsMmUsers")
    #expect(state.message?.text.contains("it is no, and can be yes or no") == true)
    #expect(state.command("policy vcpuHoldsMmUsers perhaps") == [.beep])
    #expect(state.command("policy nonsense no") == [.beep])
    #expect(
      state.message?.text.contains("no policy “nonsense”; there are vcpuHoldsMmUsers") == true)
  }

  @Test("v runs every variant with a schedule to the violation that Why tells of")
  func variants() {
    for scenario in Scenario.builtIn where ["S1", "S4"].contains(scenario.name) {
      for (number, variant) in scenario.variants.enumerated() where !variant.schedule.isEmpty {
        var state = AppState.variant(number + 1, of: scenario.name)
        #expect(state.index == 0)
        state.press(.character("v"))
        #expect(
          state.violationNow?.rule == variant.violates || variant.violates == nil,
          "\(scenario.name) variant \(number + 1)")
      }
    }
  }

  @Test("a variant that is not there, a thread that is not there: the message says which are")
  func errors() {
    var state = AppState.scenario("S1")
    for text in [
      "variant 99", "variant", "edition v9", "edition", "schedule v0*x", "schedule q",
      "access n1 write 0x40000000", "access v0 jump 0x40000000", "access v0 write", "choose v0",
      "compare v1", "policy",
    ] {
      #expect(state.command(text) == [.beep], "\(text)")
      #expect(state.message?.isError == true, "\(text)")
    }
  }

  @Test("y shows the schedule, :schedule plays one")
  func schedules() {
    var state = AppState.scenario("S1")
    state.press(.character("y"))
    #expect(state.message?.text == "nobody has moved yet: the schedule is empty")
    state.command("schedule v0*3, n1 v0")
    #expect(state.index == 5)
    state.press(.character("y"))
    #expect(state.message?.text == "schedule: v0*3 n1 v0")
  }

  @Test("an access outside every memslot is left to user space, one inside is mapped")
  func freePlay() {
    var state = AppState.scenario("S4")
    state.command("access v0 write 0x9000_0000")
    #expect(state.message?.text == "v0 will also write 0x9000_0000")
    state.command("access v0 read 0x4000_3000")
    state.press(.character("v"))
    #expect(state.stepper?.isFinished(at: state.index) == true)
    #expect(state.cast.faults.contains { $0.address.raw == 0x9000_0000 && $0.outcome == .emulated })
    #expect(state.cast.faults.contains { $0.address.raw == 0x4000_3000 })
  }

  @Test("commands of simulations mean nothing in a recording")
  func recordings() {
    var state = AppState.story()
    #expect(state.command("edition v6.2") == [.beep])
    #expect(state.press(.character("s")) == [])
    #expect(state.press(.character("v")) == [])
  }

  @Test("c shows another edition beside this one, after the same schedule, and takes it away")
  func comparison() {
    var state = AppState.scenario("S1")
    state.command("schedule v0*9")
    state.press(.character("c"), .escape)
    #expect(state.text.contains("Threads in v6.3"))
    #expect(state.text.contains("Threads · v6.19"))
    state.press(.character("4"))
    #expect(!state.text.contains("Threads in v6.3"))
    state.press(.character("c"))
    #expect(state.comparison == nil)
    state.command("compare v5.14")
    state.press(.escape, .character("1"))
    #expect(state.text.contains("Threads in v5.14"))
  }
}
