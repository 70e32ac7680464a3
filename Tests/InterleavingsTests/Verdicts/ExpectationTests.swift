import Explorer
import Interleavings
import KVM
import Testing

@Suite("What scenarios' files expect")
struct ExpectationTests {
  @Test("a search of every order finds it", arguments: Case.chosen)
  func found(item: Case) throws {
    let outcome = try item.exploration().looking(for: item.verdict).run()
    #expect(
      outcome.agrees(with: item.verdict, reaching: item.expectation.reaches) == true,
      "\(outcome.verdict), \(outcome.findings)")
    #expect(outcome.findings.allSatisfy { $0.isConfirmed })
  }

  @Test("every schedule that is found can be stepped, and ends in the same violation")
  func schedulesCanBeStepped() throws {
    for item in Case.chosen where !item.verdict.needs.isEmpty {
      let exploration = try item.exploration()
      let finding = try #require(exploration.run().findings.first, "\(item)")
      var stepper = try Stepper(
        exploration.scenario, edition: item.edition, policies: item.expectation.policies)
      let names = stepper.model.threads.map(\.name)
      let read = try Schedule(finding.schedule.text(threads: names), threads: names)
      #expect(read == finding.schedule)
      stepper.play(read.moves)
      #expect(stepper.violation?.rule == finding.rule, "\(item): \(finding.schedule)")
      #expect(stepper.moves == read.moves)
    }
  }

  @Test("what a file expects is not found where it is wrong")
  func wrongExpectations() throws {
    var ok = ScenarioExpectation.Verdict()
    let scenario = try #require(Scenario.builtIn(named: "S4"))
    let unsafe = try Exploration(
      scenario, policies: ["vcpuHoldsMmUsers": "no"]
    ).run()
    #expect(unsafe.agrees(with: ok) == false)
    ok.needs = [.init(rule: .missedWrite, step: nil)]
    let safe = try Exploration(scenario).run()
    #expect(safe.agrees(with: ok) == false)
    ok.needs = []
    #expect(safe.agrees(with: ok, reaching: ["X3"]) == true)
    #expect(safe.agrees(with: ok, reaching: ["X4k"]) == false, "a step that nothing takes")
  }

  @Test("a search that was cut short neither agrees nor disagrees with “ok”")
  func cutShort() throws {
    var options = SearchOptions()
    options.mostStates = 10
    let scenario = try #require(Scenario.builtIn(named: "S1"))
    let outcome = try Exploration(scenario, options: options).run()
    #expect(outcome.verdict == .notExhausted)
    #expect(outcome.agrees(with: ScenarioExpectation.Verdict()) == nil)
  }

  @Test("every row of the table has something in every column, and every row that is named exists")
  func tableIsFull() {
    for row in VerdictTable.rows {
      for column in VerdictTable.columns {
        #expect(
          !VerdictTable.entries(row, column, in: Scenario.builtIn).isEmpty,
          "\(row.name) \(column.name)")
      }
    }
    let names = Set(VerdictTable.rows.map(\.name))
    for expectation in Scenario.builtIn.flatMap(\.expectations) where !expectation.row.isEmpty {
      #expect(names.contains(expectation.row))
    }
  }
}
