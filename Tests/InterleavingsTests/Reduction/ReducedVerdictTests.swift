import Explorer
import Interleavings
import KVM
import Testing

@Suite("Reduction and symmetry leave verdicts as they are")
struct ReducedVerdictTests {
  /// Violations of states, by rule; what rounds there are is not for reduced searches to say.
  private func rules(_ outcome: Outcome) -> Set<InvariantRule> {
    Set(outcome.findings.filter { $0.roundStart == nil }.map(\.rule))
  }

  @Test("the same rules are violated, and the same ends are reached", arguments: Case.chosen)
  func sameRules(item: Case) throws {
    func explore(_ change: (inout SearchOptions) -> Void) throws -> Outcome {
      try item.exploration {
        $0.looksForAll = true
        $0.looksForRounds = false
        change(&$0)
      }.run()
    }
    let all = try explore { _ in }
    #expect(all.result.isExhausted)
    for order in SearchOptions.Order.allCases {
      for (reduces, usesSymmetry) in [(true, false), (false, true), (true, true)] {
        let other = try explore {
          $0.order = order
          $0.reduces = reduces
          $0.usesSymmetry = usesSymmetry
        }
        #expect(other.result.isExhausted)
        #expect(rules(other) == rules(all), "\(order) \(reduces) \(usesSymmetry)")
        #expect(other.reachesEnd == all.reachesEnd)
        #expect(other.result.progress.states <= all.result.progress.states)
        #expect(other.findings.allSatisfy { $0.isConfirmed }, "\(other.findings)")
      }
    }
  }
}
