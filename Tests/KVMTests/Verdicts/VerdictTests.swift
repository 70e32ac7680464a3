import Explorer
import Foundation
import KVM
import Testing

/// What comes of the scenarios' variants, in every order of their threads.
///
/// With TABLEWALK_EXPLORE_ALL set every variant is searched in every edition it names, up to 200,000
/// states; without it only as far as a debug build comes in a moment.
@Suite("What comes of the variants")
struct VerdictTests {
  /// A variant of a scenario in one of its editions.
  struct Case: CustomTestStringConvertible, Sendable {
    let scenario: Scenario
    let variant: Scenario.Variant
    let edition: Edition

    var testDescription: String { "\(scenario.name) \(edition.name): \(variant.title)" }

    static let all: [Case] = Scenario.builtIn.flatMap { scenario in
      scenario.variants.flatMap { variant in
        (variant.editions.isEmpty ? [scenario.edition] : variant.editions).map {
          Case(scenario: scenario, variant: variant, edition: $0)
        }
      }
    }
  }

  static let searchesAll = ProcessInfo.processInfo.environment["TABLEWALK_EXPLORE_ALL"] != nil

  @Test(
    "a variant's own schedule reaches exactly the violation it names",
    arguments: Case.all.filter { !$0.variant.schedule.isEmpty })
  func scheduleReachesItsVerdict(item: Case) throws {
    var stepper = try Stepper(
      item.scenario, edition: item.edition, policies: item.variant.policies)
    let schedule = try Schedule(
      item.variant.schedule, threads: stepper.model.threads.map(\.name))
    let (taken, refusal) = stepper.play(schedule.moves)
    switch refusal {
    case nil, .violated?: break
    default:
      Issue.record("move \(taken) can't be taken: \(String(describing: refusal))")
      return
    }
    #expect(stepper.violation?.rule == item.variant.violates, "\(stepper.violation as Any)")
    // The schedule says how it comes to it, and nothing after that.
    if item.variant.violates != nil { #expect(taken == schedule.moves.count) }
  }

  @Test(
    "a search of every order finds the violation a variant names, or none",
    arguments: Case.all)
  func searchAgrees(item: Case) throws {
    let most = Self.searchesAll ? 200_000 : 1_500
    let (model, _) = try item.scenario.model(
      edition: item.edition, policies: item.variant.policies)
    let result = BreadthFirstSearch.run(KVMSystem(model: model), maximumStates: most)
    let found = result.counterexample?.violation.rule
    if Self.searchesAll {
      print(
        "\(item.testDescription): \(result.states) states, \(result.transitions) steps,",
        found.map { "\($0.rawValue) after \(result.counterexample?.moves.count ?? 0)" }
          ?? (result.deadlock != nil ? "a deadlock" : "no violation"),
        result.isExhausted ? "(all)" : result.counterexample == nil ? "(bound reached)" : "")
    }
    // A search that was cut short has found less than there is; what it found must be right. A
    // deadlock or a cycle in which someone never ends is I7.
    if let found {
      #expect(found == item.variant.violates, "\(result.counterexample?.moves.count ?? 0) moves")
      try replay(result.counterexample?.moves ?? [], item, found)
    } else if result.deadlock != nil {
      #expect(item.variant.violates == .progress)
    } else if result.isExhausted, item.variant.violates != .progress {
      #expect(item.variant.violates == nil, "no order of \(result.states) states violates it")
      #expect(result.reachesEnd, "no order comes to an end")
    }
  }

  /// The way a search found must be one that the stepper can go, and end the same.
  private func replay(_ moves: [Schedule.Move], _ item: Case, _ rule: InvariantRule) throws {
    var stepper = try Stepper(
      item.scenario, edition: item.edition, policies: item.variant.policies)
    let text = Schedule(moves: moves).text(threads: stepper.model.threads.map(\.name))
    stepper.play(moves)
    #expect(stepper.moves == moves, "“\(text)”")
    #expect(stepper.violation?.rule == rule, "“\(text)”")
  }
}
