import KVM
import TestSupport
import Testing

/// The exported text and the model side by side, state by state.
///
/// Every thread is an active process, there from the first state on, and every step is one
/// transition: the constant that Spin's own states would add is 0. Its transitions are one more, for
/// the arrival in the first state.
@Suite("Spin's second opinion")
struct SpinAgreementTests {
  /// A scenario in an edition, under policies, and whether something goes wrong in it.
  struct Case: CustomTestStringConvertible, Sendable {
    var scenario: String
    var edition: Edition
    var policies: [String: String]
    var isSafe: Bool

    init(_ scenario: String, _ edition: Edition, _ policies: [String: String] = [:], safe: Bool) {
      (self.scenario, self.edition, self.policies, isSafe) = (scenario, edition, policies, safe)
    }

    var testDescription: String {
      let changed = policies.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
      return "\(scenario) \(edition.name)\(changed)"
    }

    func model() throws -> Model {
      try #require(Scenario.builtIn(named: scenario)).model(edition: edition, policies: policies)
        .model
    }
  }

  static let cases = [
    Case("S0", .v5_14, safe: true), Case("S0", .v6_2, safe: true),
    Case("S2", .v6_2, safe: false), Case("S2", .v6_3, safe: true), Case("S2", .v6_19, safe: true),
    Case("S3", .v6_19, safe: true), Case("S4", .v5_14, safe: true), Case("S4", .v6_19, safe: true),
    Case("S4", .v6_2, ["vcpuHoldsMmUsers": "no"], safe: false),
    Case("S4", .v5_14, ["vcpuHoldsMmUsers": "no", "rootCheck": "afterLock"], safe: false),
    Case("S5", .v6_19, safe: false), Case("S5", .v6_19, ["dumpCheck": "yes"], safe: true),
    Case("S6", .v6_2, safe: true),
    Case("S9", .v6_19, ["breakBeforeMake": "overwrite"], safe: false),
    Case("S10", .v6_19, safe: true), Case("S10", .v6_19, ["waitForReaders": "no"], safe: false),
    Case("S13", .v6_19, ["getFlush": "no"], safe: false), Case("S14", .v6_19, safe: true),
  ]

  @Test("the same verdict, and as many states with the rules as without", arguments: cases)
  func sameStates(item: Case) throws {
    guard let spin = SpinChecker() else {
      print("spin or cc is not installed: \(item.testDescription) was not compared")
      return
    }
    let model = try item.model()
    let ours = PlainReach(model)
    let unchecked = PlainReach(model.withoutRules)
    let theirs = try spin.counts(of: PromelaModel(model, title: item.scenario).text)
    print(
      "\(item.testDescription): ours \(ours.violation?.rule.rawValue ?? "safe"), \(unchecked.states)",
      "states; Spin's \(theirs.checked.error ?? "safe"), \(theirs.unchecked.states) states")
    let isWrong = ours.violation != nil || ours.hasDeadlock
    #expect(isWrong == !item.isSafe)
    #expect((theirs.checked.error != nil) == isWrong, "\(theirs.checked.error ?? "safe")")
    if !isWrong {
      #expect(theirs.checked.states == ours.states)
      #expect(theirs.checked.transitions == ours.transitions + 1)
    }
    #expect(theirs.unchecked.isComplete)
    #expect(theirs.unchecked.states == unchecked.states)
    #expect(theirs.unchecked.transitions == unchecked.transitions + 1)
  }
}
