import Explorer
import TestSupport
import Testing

@Suite("Leaving out orders")
struct ReductionTests {
  private func options(_ order: SearchOptions.Order, reduces: Bool) -> SearchOptions {
    var options = SearchOptions()
    options.order = order
    options.reduces = reduces
    options.looksForAll = true
    return options
  }

  @Test(
    "random systems: the same violations and deadlocks with fewer states", arguments: 0..<600)
  func sameVerdicts(seed: Int) {
    let system = RandomSystem.make(seed: UInt64(seed))
    for order in SearchOptions.Order.allCases {
      let all = Search(system, options: options(order, reduces: false)).run()
      let fewer = Search(system, options: options(order, reduces: true)).run()
      #expect(Set(all.violations.map(\.kind)) == Set(fewer.violations.map(\.kind)), "seed \(seed)")
      #expect((all.deadlock == nil) == (fewer.deadlock == nil), "seed \(seed)")
      #expect((all.endDepth == nil) == (fewer.endDepth == nil), "seed \(seed)")
      #expect(fewer.progress.states <= all.progress.states)
      #expect(fewer.isExhausted)
    }
  }

  @Test("threads that share nothing take their steps one after the other")
  func independent() {
    let result = Search(
      KnownSystems.counters([9, 9, 9]), options: options(.breadthFirst, reduces: true)
    ).run()
    // The beginning and the end; nothing in between has to be kept.
    #expect(result.progress.states == 2)
    #expect(result.progress.transitions == 27)
    #expect(result.isExhausted && result.endDepth != nil)
  }

  @Test("who holds a lock goes on alone: the others come no further than the lock")
  func locked() {
    let system = SmallSystem(words: [(0...1, 0), (0...9, 0)])
    for _ in 0..<3 {
      system.add(
        [.one(to: 1, writes: [0], waitsOn: [0], when: Test { $0[0] == 0 }) { $0[0] = 1 }]
          + (1..<6).map { .one(to: $0 + 1, reads: [1], writes: [1]) { $0[1] = ($0[1] + 1) % 10 } }
          + [.one(to: 7, writes: [0]) { $0[0] = 0 }])
    }
    let all = Search(system, options: options(.breadthFirst, reduces: false)).run()
    let fewer = Search(system, options: options(.breadthFirst, reduces: true)).run()
    #expect(all.isExhausted && fewer.isExhausted)
    // What there is to decide is who takes the lock first, and who second: the beginning, three states
    // with one thread done, and the end.
    #expect(fewer.progress.states == 5)
    // Each thread's seven steps on its own: three first, two after each of these, and so on.
    #expect(fewer.progress.transitions == 3 * 7 + 6 * 14)
    #expect(all.progress.states >= fewer.progress.states)
  }

  @Test("a reduced search does not claim to have looked for rounds")
  func rounds() {
    let system = KnownSystems.readersWriters(readers: 2, writers: 1, readersReturn: true)
    let result = Search(system, options: options(.breadthFirst, reduces: true)).run()
    #expect(result.isExhausted && !result.lookedForRounds && result.round == nil)
  }
}
