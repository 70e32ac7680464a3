import KVM
import Machine
import TestSupport
import Testing

@Suite("Stepping a scenario")
struct StepperTests {
  @Test(
    "every scenario runs to its end by its own schedule, then by the usual order",
    arguments: Scenario.builtIn)
  func runsToItsEnd(scenario: Scenario) throws {
    for edition in scenario.editions {
      var stepper = try Stepper(scenario, edition: edition)
      stepper.playToEnd(limit: 5_000)
      #expect(stepper.violation == nil, "\(scenario.name) \(edition.name)")
      #expect(stepper.isFinished(at: stepper.count - 1), "\(scenario.name) \(edition.name)")
    }
  }

  @Test("an instant is the same however one comes to it")
  func seekEqualsReplay() throws {
    for scenario in Scenario.builtIn {
      var stepper = try Stepper(scenario)
      stepper.playToEnd(limit: 500)
      var cursor = TimelineCursor(stepper.timeline)
      for instant in 0..<stepper.count {
        cursor.seek(to: instant, in: stepper.timeline)
        #expect(cursor.state == stepper.timeline.state(at: instant))
      }
    }
  }
}

@Suite("Progress (I7)")
struct ProgressTests {
  @Test("a fault that is taken again and again with nothing changed is a violation, and says so")
  func faultForEver() throws {
    let scenario = try #require(Scenario.builtIn(named: "S14"))
    var stepper = try Stepper(
      scenario, edition: .v6_19, policies: ["relaxFlush": "local", "flushOnBusy": "no"])
    stepper.playToEnd(limit: 2_000)
    let violation = try #require(stepper.violation)
    #expect(violation.rule == .progress)
    #expect(violation.reason.contains("everything is as it was"))
    #expect(stepper.usualMove(at: stepper.count - 1) == nil)
  }
}
