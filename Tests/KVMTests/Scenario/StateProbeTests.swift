import KVM
import Testing

@Suite("Formulas asked of states")
struct StateProbeTests {
  private let scenario: Scenario

  init() throws { scenario = try #require(Scenario.builtIn(named: "S4")) }

  @Test("a formula has the value of the variables it names")
  func values() throws {
    var stepper = try Stepper(scenario)
    stepper.playToEnd(limit: 1_000)
    let users = try StateProbe("mmUsers", in: scenario)
    #expect(users.value(in: stepper.state(at: 0)) == 2)
    #expect(users.value(in: stepper.state(at: stepper.count - 1)) == 0)
    let isSet = try StateProbe("pgt", in: scenario)
    #expect(isSet.value(in: stepper.state(at: 0)) == 1)
    #expect(isSet.valueWords(in: stepper.state(at: 0)) == "yes")
    let quantified = try StateProbe("(all v in vcpus: inGuest[v])", in: scenario)
    #expect(quantified.value(in: stepper.state(at: 0)) == 1)
    #expect(try StateProbe("1 == 1", in: scenario).value(in: stepper.state(at: 0)) == 1)
  }

  @Test(
    "a formula that can't be read is an error with its words",
    arguments: ["nosuch", "1 +", "", "(", "\"{"])
  func errors(formula: String) {
    #expect(throws: ModelInputError.self) { try StateProbe(formula, in: scenario) }
    #expect(throws: (any Error).self) {
      try scenario.model(library: try StateProbe.library(forbidding: formula))
    }
  }
}
