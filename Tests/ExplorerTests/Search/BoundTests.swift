import Explorer
import Testing

@Suite("Bounds of a search")
struct BoundTests {
  /// A million states.
  static var large: SmallSystem { KnownSystems.counters([99, 99, 99]) }

  private func search(
    _ change: (inout SearchOptions) -> Void,
    _ goesOn: (SearchProgress) -> StopReason? = { _ in nil }
  ) -> SearchResult {
    var options = SearchOptions()
    change(&options)
    return Search(Self.large, options: options).run(goesOn)
  }

  @Test("a number of states ends it, and says how many were left")
  func states() {
    let result = search { $0.mostStates = 5_000 }
    #expect(result.stopReason == .states && !result.isExhausted && !result.lookedForRounds)
    #expect(result.progress.states >= 5_000 && result.progress.states < 20_000)
    #expect(result.progress.frontier > 0)
  }

  @Test("a depth ends it with all states that are no further away", arguments: [0, 1, 2, 10])
  func depth(most: Int) {
    for order in SearchOptions.Order.allCases {
      let result = search {
        $0.mostDepth = most
        $0.order = order
      }
      #expect(result.stopReason == .depth && !result.isExhausted)
      // Points of a cube's corner at such a distance or nearer.
      #expect(result.progress.states == (most + 1) * (most + 2) * (most + 3) / 6)
    }
  }

  @Test("memory ends it before it takes more")
  func memory() {
    let most = 1 << 20
    let result = search { $0.mostBytes = most }
    #expect(result.stopReason == .memory && !result.isExhausted)
    #expect(result.bytes <= most)
    #expect(result.progress.states > 1_000 && result.progress.frontier > 0)
  }

  @Test("whoever watches can end it, and what is known so far stays known")
  func cancelled() {
    for reason in [StopReason.cancelled, .time] {
      var looks = 0
      var last = SearchProgress()
      let result = search({ _ in }) { progress in
        looks += 1
        last = progress
        return looks == 3 ? reason : nil
      }
      #expect(result.stopReason == reason && !result.isExhausted && looks == 3)
      #expect(result.progress.states == last.states && last.states > 0)
      #expect(result.progress.frontier == last.frontier && last.frontier > 0)
    }
  }

  @Test("it can be ended while it looks for rounds; what was reached is exhausted all the same")
  func cancelledInRounds() {
    let system = KnownSystems.readersWriters(
      readers: 7, writers: 1, readersReturn: true, isFair: true)
    let result = Search(system).run { $0.phase == .rounds ? .cancelled : nil }
    #expect(result.isExhausted && !result.lookedForRounds && result.stopReason == .cancelled)
  }

  @Test("between two looks there is a bounded number of steps")
  func looksOften() {
    var before = 0
    _ = search({ $0.mostStates = 200_000 }) { progress in
      #expect(progress.transitions - before < 4_096)
      before = progress.transitions
      return nil
    }
  }
}
