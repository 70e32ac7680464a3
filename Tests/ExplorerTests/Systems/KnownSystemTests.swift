import Explorer
import TestSupport
import Testing

@Suite("The explorer over textbook systems")
struct KnownSystemTests {
  @Test(
    "counters that only rise: the product of their sizes, the end at the sum of the ways",
    arguments: [[0, 0], [8, 0], [3, 2], [16, 22], [3, 4, 5]])
  func counters(greatest: [Int]) {
    let result = Search(KnownSystems.counters(greatest)).run()
    let states = greatest.reduce(1) { $0 * ($1 + 1) }
    #expect(result.progress.states == states)
    // Of each counter's steps one leaves every state in which it is not at its greatest.
    #expect(
      result.progress.transitions == greatest.reduce(0) { $0 + states / ($1 + 1) * $1 })
    #expect(result.progress.depth == greatest.reduce(0, +))
    #expect(result.endDepth == greatest.reduce(0, +))
    #expect(result.isExhausted && !result.findsAnything)
  }

  @Test(
    "philosophers who all take the left fork first deadlock after as many steps, each one's first",
    arguments: [2, 3, 5])
  func philosophersDeadlock(count: Int) throws {
    let result = Search(KnownSystems.philosophers(count, isPolite: false)).run()
    let way = try #require(result.deadlock)
    #expect(way.count == count)
    #expect(Set(way.map(\.thread)).count == count)
  }

  @Test("they never do where one of them takes the right fork first", arguments: [2, 3, 5])
  func politePhilosophersDoNot(count: Int) {
    let result = Search(KnownSystems.philosophers(count, isPolite: true)).run()
    #expect(result.deadlock == nil && result.isExhausted && result.endDepth == 3 * count)
  }

  @Test("Peterson's lock keeps two threads apart, and both come to an end")
  func petersonHolds() {
    let result = Search(KnownSystems.peterson()).run()
    #expect(!result.findsAnything && result.isExhausted && result.lookedForRounds)
    #expect(result.endDepth == 8)
  }

  @Test("with the turn given away before the wish is made known it does not, in six steps")
  func petersonInTheWrongOrder() throws {
    let system = KnownSystems.peterson(turnFirst: true)
    let result = Search(system).run()
    let violation = try #require(result.violations.first)
    #expect(violation.kind == 1)
    // Both give the turn away, both wish, both look: fewer steps can't do it.
    #expect(violation.moves.count == 6)
    let view = PlainView(system: system)
    var state = view.initialState
    for move in violation.moves.dropLast() { #expect(view.make(move, in: &state) == nil) }
    let last = try #require(violation.moves.last)
    #expect(view.make(last, in: &state) == 1)
  }

  @Test(
    "a bounded buffer: as many states as pairs of numbers that are no further apart than it has room",
    arguments: [(1, 1), (5, 2), (9, 9), (20, 3)])
  func boundedBuffer(items: Int, room: Int) {
    let result = Search(KnownSystems.boundedBuffer(items: items, room: room)).run()
    #expect(result.progress.states == (items + 1) * (room + 1) - room * (room + 1) / 2)
    #expect(result.isExhausted && !result.findsAnything && result.endDepth == 2 * items)
  }

  @Test(
    "a readers–writer lock: readers together or one writer alone",
    arguments: [(1, 1), (3, 1), (2, 2), (4, 3)])
  func readersWriters(readers: Int, writers: Int) {
    func power(_ base: Int, _ exponent: Int) -> Int {
      (0..<exponent).reduce(1) { n, _ in n * base }
    }
    let result = Search(KnownSystems.readersWriters(readers: readers, writers: writers)).run()
    // No writer inside: every reader before, inside or after, every writer before or after; else one
    // writer inside, and nobody with it.
    let apart = power(2, writers) * power(3, readers)
    let inside = writers * power(2, writers - 1) * power(2, readers)
    #expect(result.progress.states == apart + inside)
    #expect(result.isExhausted && !result.findsAnything)
  }
}
