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
    for order in SearchOptions.Order.allCases
    where Case.searchesAll || order == .breadthFirst {
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

  @Test("the same verdict, rounds among it", arguments: Case.chosen)
  func sameVerdict(item: Case) throws {
    let plain = try item.exploration().run()
    let ways = Case.searchesAll ? [(true, false), (false, true), (true, true)] : [(true, false)]
    for (reduces, usesSymmetry) in ways {
      let other = try item.exploration {
        $0.reduces = reduces
        $0.usesSymmetry = usesSymmetry
      }.run()
      switch (plain.verdict, other.verdict) {
      // Which of several violations comes first is for the order to decide.
      case (.violation, .violation): break
      default: #expect(plain.verdict == other.verdict)
      }
      #expect(other.findings.allSatisfy { $0.isConfirmed })
    }
  }

  @Test("equal vCPUs are found equal, and those that access other pages are not")
  func equalThreads() throws {
    func groups(_ name: String, vcpus: Int? = nil) throws -> [Int] {
      let scenario = try #require(Scenario.builtIn(named: name))
      let exploration = try Exploration(scenario, vcpus: vcpus)
      return ModelSystem(exploration.model).symmetry?.groups.map(\.count) ?? []
    }
    #expect(try groups("S7") == [2])
    #expect(try groups("S7", vcpus: 4) == [4])
    // Only the first two have the page in their TLBs.
    #expect(try groups("S14", vcpus: 4) == [2, 2])
    #expect(try groups("S1") == [])
    #expect(try groups("S1", vcpus: 3) == [2])
  }

  @Test("of two equal vCPUs symmetry leaves half of the states, those on the diagonal besides")
  func halfOfTheStates() throws {
    let scenario = try #require(Scenario.builtIn(named: "S14"))
    var options = SearchOptions()
    let all = try Exploration(scenario, options: options).run().result.progress.states
    options.usesSymmetry = true
    options.looksForRounds = false
    let fewer = try Exploration(scenario, options: options).run().result.progress.states
    #expect(fewer * 2 >= all && fewer * 2 < all + all / 10)
  }
}
