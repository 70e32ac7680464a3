import Explorer
import TestSupport
import Testing

@Suite("Rounds in which someone never comes to an end")
struct RoundTests {
  @Test("readers that come back and ignore a waiting writer keep it out for ever")
  func starvation() throws {
    let system = KnownSystems.readersWriters(readers: 2, writers: 1, readersReturn: true)
    let result = Search(system).run()
    let round = try #require(result.round)
    #expect(round.waiting == [2])
    // Both readers move in it, and it ends where it began.
    #expect(Set(round.round.map(\.thread)) == [0, 1])
    let view = PlainView(system: system)
    var state = view.initialState
    for move in round.moves { _ = view.make(move, in: &state) }
    let first = state
    for move in round.round {
      #expect(view.moves(in: state).contains(move))
      #expect(!view.moves(in: state).contains { $0.thread == 2 }, "the writer could move")
      _ = view.make(move, in: &state)
    }
    #expect(state == first)
  }

  @Test("one reader alone does not: the writer can enter again and again, and so enters")
  func oneReader() {
    let result = Search(
      KnownSystems.readersWriters(readers: 1, writers: 1, readersReturn: true)
    ).run()
    #expect(result.round == nil && result.lookedForRounds && result.isExhausted)
  }

  @Test("readers that let a waiting writer pass do not either")
  func fairLock() {
    let result = Search(
      KnownSystems.readersWriters(readers: 3, writers: 2, readersReturn: true, isFair: true)
    ).run()
    #expect(result.round == nil && result.lookedForRounds && result.isExhausted)
  }

  @Test(
    "random systems: a round is found if and only if some set of threads can go round fairly",
    arguments: 0..<150)
  func randomSystems(seed: Int) {
    let system = RandomSystem.make(seed: UInt64(seed))
    let result = Search(system).run()
    guard result.violations.isEmpty, result.deadlock == nil else { return }
    #expect(result.isExhausted && result.lookedForRounds)
    #expect((result.round != nil) == FairRounds(system).exist, "seed \(seed)")
  }
}
