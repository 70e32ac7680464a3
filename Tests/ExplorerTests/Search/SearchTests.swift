import Explorer
import TestSupport
import Testing

@Suite("Searching every state")
struct SearchTests {
  @Test(
    "random systems: the same states, steps, verdict and shortest way as a plain search",
    arguments: 0..<300)
  func equalsPlainSearch(seed: Int) {
    let system = RandomSystem.make(seed: UInt64(seed))
    let plain = PlainSearch.run(PlainView(system: system), maximumStates: 100_000)
    var options = SearchOptions()
    options.looksForRounds = false
    let result = Search(system, options: options).run()
    #expect(result.violations.first?.moves == plain.counterexample?.moves, "seed \(seed)")
    #expect(result.violations.first?.kind == plain.counterexample?.violation)
    guard plain.counterexample == nil else { return }
    #expect(result.deadlock == plain.deadlock, "seed \(seed)")
    guard plain.deadlock == nil else { return }
    #expect(result.progress.states == plain.states, "seed \(seed)")
    #expect(result.progress.transitions == plain.transitions, "seed \(seed)")
    #expect(result.progress.depth == plain.depth, "seed \(seed)")
    #expect((result.endDepth != nil) == plain.reachesEnd)
    #expect(result.isExhausted)
  }

  @Test("the newest first: the same states in another order", arguments: 0..<100)
  func depthFirst(seed: Int) {
    let system = RandomSystem.make(seed: UInt64(seed))
    var options = SearchOptions()
    options.looksForAll = true
    let breadth = Search(system, options: options).run()
    options.order = .depthFirst
    let depth = Search(system, options: options).run()
    #expect(breadth.progress.states == depth.progress.states, "seed \(seed)")
    #expect(breadth.progress.transitions == depth.progress.transitions)
    #expect(Set(breadth.violations.map(\.kind)) == Set(depth.violations.map(\.kind)))
    #expect((breadth.deadlock == nil) == (depth.deadlock == nil))
    #expect((breadth.round == nil) == (depth.round == nil))
  }

  @Test("two runs are the same, move for move")
  func isDeterministic() {
    for seed in 0..<40 {
      let first = Search(RandomSystem.make(seed: UInt64(seed))).run()
      let second = Search(RandomSystem.make(seed: UInt64(seed))).run()
      #expect(first.violations == second.violations && first.round == second.round)
      #expect(first.progress == second.progress && first.deadlock == second.deadlock)
    }
  }

  @Test("steps that no order takes are known by thread and position")
  func neverTaken() {
    let system = SmallSystem(words: [(0...1, 0)])
    system.add([.one(to: 2), .one(to: 2), .one(to: 3)])
    system.add([.one(to: 1, waitsOn: [0], when: Test { $0[0] == 1 })])
    let result = Search(system).run()
    #expect(result.taken == [[true, false, true], [false]])
    #expect(result.deadlock?.count == 2)
  }
}
