import KVM
import Testing

/// What comes of the scenarios' variants along the orders they give. InterleavingsTests search all.
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
}
