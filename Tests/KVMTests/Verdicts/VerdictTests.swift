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

  /// What a variant says comes of it. A cycle in which someone never ends is said in words: no
  /// schedule can come to its end.
  private static func verdict(of variant: Scenario.Variant) -> InvariantRule? {
    variant.violates ?? (variant.note.contains("Violates I7") ? .progress : nil)
  }

  @Test(
    "a variant's own schedule reaches exactly the violation it names",
    arguments: Case.all.filter { !$0.variant.schedule(in: $0.edition).isEmpty })
  func scheduleReachesItsVerdict(item: Case) throws {
    var stepper = try Stepper(
      item.scenario, edition: item.edition, policies: item.variant.policies)
    let schedule = try Schedule(
      item.variant.schedule(in: item.edition), threads: stepper.model.threads.map(\.name))
    // One text stands for several editions: a move that one of them has no step for is left out.
    stepper.playWherePossible(schedule.moves)
    let verdict = Self.verdict(of: item.variant)
    if verdict == .progress {
      // The stepper sees a circle once it was gone round often enough.
      #expect([nil, .progress].contains(stepper.violation?.rule))
      #expect(!stepper.isFinished(at: stepper.count - 1))
      return
    }
    #expect(stepper.violation?.rule == verdict, "\(stepper.violation as Any)")
    // Without a violation the threads come to their ends from there.
    while verdict == nil, stepper.count < 3_000, let move = stepper.usualMove(at: stepper.count - 1)
    {
      let count = stepper.count
      stepper.playWherePossible(Array(repeating: move, count: 200))
      if stepper.count == count { break }
    }
    #expect(stepper.violation?.rule == verdict, "\(stepper.violation as Any)")
    #expect(verdict != nil || stepper.isFinished(at: stepper.count - 1))
  }

  @Test(
    "a search of every order finds the violation a variant names, or none",
    arguments: Case.all.filter { searchesAll || $0.edition == $0.scenario.edition })
  func searchAgrees(item: Case) throws {
    let most = Self.searchesAll ? 200_000 : 800
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
    // A search that was cut short has found less than there is; what it found must be right. Where
    // two variants differ only in what their schedules show, the search finds the nearer one's.
    let verdicts =
      item.scenario.variants.filter {
        $0.policies == item.variant.policies && $0.editions.contains(item.edition)
      }.map(Self.verdict) + [Self.verdict(of: item.variant)]
    if let found {
      #expect(verdicts.contains(found), "\(found) after \(result.counterexample?.moves.count ?? 0)")
      try replay(result.counterexample?.moves ?? [], item, found)
    } else if result.deadlock != nil || result.isExhausted && !result.reachesEnd {
      #expect(verdicts.contains(.progress), "\(result.states) states, none an end")
    } else if result.isExhausted {
      #expect(verdicts.contains(nil), "no order of \(result.states) states violates it")
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
