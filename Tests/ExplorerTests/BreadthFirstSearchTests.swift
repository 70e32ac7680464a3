import Explorer
import Testing

@Suite("Breadth-first search")
struct BreadthFirstSearchTests {
  @Test(
    "two counters that only rise: width × height states, the far corner at the sum of the ways",
    arguments: [(1, 1), (1, 9), (4, 3), (17, 23)])
  func grid(width: Int, height: Int) {
    let result = BreadthFirstSearch.run(
      CounterGrid(width: width, height: height), maximumStates: 10_000)
    #expect(result.states == width * height)
    #expect(result.transitions == (width - 1) * height + width * (height - 1))
    #expect(result.isExhausted && result.reachesEnd)
    #expect(result.deadlock == nil && result.counterexample == nil)
    // The last layer holds the far corner alone.
    #expect(result.depth == width + height - 2)
  }

  @Test("a forbidden place is found by a way as short as any")
  func shortestWay() throws {
    for place in [(0, 0), (3, 0), (2, 5), (6, 6)] {
      let grid = CounterGrid(width: 7, height: 7, forbidden: place)
      let found = BreadthFirstSearch.run(grid, maximumStates: 10_000)
      let counterexample = try #require(found.counterexample)
      #expect(counterexample.moves.count == place.0 + place.1)
      #expect(counterexample.moves.count { $0 == .right } == place.0)
      #expect(counterexample.violation == "\(place)")
      #expect(!found.isExhausted)
    }
  }

  @Test(
    "a search that comes to its bound says that it has not seen everything", arguments: [1, 5, 48])
  func bound(most: Int) {
    let result = BreadthFirstSearch.run(CounterGrid(width: 7, height: 7), maximumStates: most)
    #expect(!result.isExhausted && !result.reachesEnd)
    // One state's moves may still be added beyond the bound.
    #expect(result.states > most && result.states <= most + 2)
  }

  @Test("one state that is no end and has no move is a deadlock at no distance")
  func stuckAtOnce() {
    let result = BreadthFirstSearch.run(
      CounterGrid(width: 1, height: 1, end: (5, 5)), maximumStates: 10)
    #expect(result.deadlock == [])
    #expect(result.isExhausted && !result.reachesEnd)
  }

  @Test(
    "as many states as a plain closure of the same system finds",
    arguments: [2, 3, 4])
  func equalsPlainClosure(philosophers: Int) {
    for isPolite in [false, true] {
      let system = DiningPhilosophers(count: philosophers, isPolite: isPolite)
      let result = BreadthFirstSearch.run(system, maximumStates: 1_000_000)
      #expect(result.states == plainClosure(of: system).count)
      #expect(result.isExhausted)
    }
  }

  /// All states by adding what can be reached until nothing is new, without order or queue.
  private func plainClosure<System: TransitionSystem>(of system: System) -> Set<System.State> {
    var known: Set = [system.initialState]
    while true {
      var next = known
      for state in known {
        for move in system.moves(in: state) {
          var after = state
          _ = system.make(move, in: &after)
          next.insert(after)
        }
      }
      if next.count == known.count { return known }
      known = next
    }
  }
}

@Suite("Breadth-first search over known systems")
struct KnownSystemTests {
  @Test(
    "philosophers who all take the left fork first deadlock after as many steps",
    arguments: [2, 3, 5])
  func philosophersDeadlock(count: Int) throws {
    let result = BreadthFirstSearch.run(
      DiningPhilosophers(count: count, isPolite: false), maximumStates: 100_000)
    let way = try #require(result.deadlock)
    #expect(way.count == count)
    #expect(Set(way).count == count, "each of them once")
    #expect(result.reachesEnd, "by luck they can also all eat")
  }

  @Test("they never do where one of them takes the right fork first", arguments: [2, 3, 5])
  func politePhilosophersDoNot(count: Int) {
    let result = BreadthFirstSearch.run(
      DiningPhilosophers(count: count, isPolite: true), maximumStates: 100_000)
    #expect(result.deadlock == nil && result.isExhausted && result.reachesEnd)
  }

  @Test("Peterson's lock keeps two threads apart")
  func petersonHolds() {
    let result = BreadthFirstSearch.run(PetersonLock(order: .flagFirst), maximumStates: 10_000)
    #expect(result.counterexample == nil && result.deadlock == nil && result.isExhausted)
    #expect(result.reachesEnd)
  }

  @Test("with the turn given away before the wish is made known it does not")
  func petersonInTheWrongOrder() throws {
    let result = BreadthFirstSearch.run(PetersonLock(order: .turnFirst), maximumStates: 10_000)
    let counterexample = try #require(result.counterexample)
    // Replaying the way gives the same violation, and only at its last move.
    let system = PetersonLock(order: .turnFirst)
    var state = system.initialState
    for move in counterexample.moves.dropLast() { #expect(system.make(move, in: &state) == nil) }
    let last = try #require(counterexample.moves.last)
    #expect(system.make(last, in: &state) == counterexample.violation)
    // Both set the turn, both set their flags, both look: fewer steps can't do it.
    #expect(counterexample.moves.count == 6)
  }
}
