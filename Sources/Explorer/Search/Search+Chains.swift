/// States in which one move is enough need not be kept: the next one is made at once.
///
/// Such a chain ends after so many moves at a state that is kept, so that no round goes on without one;
/// what was put off along it is still possible there (see Documentation/exploring.md).
extension Search {
  /// The most moves that are made without keeping a state.
  static var longestChain: Int { 48 }

  /// With symmetry a chain from a representative is not one from the state it stands for.
  var followsChains: Bool { persistent != nil && symmetry == nil }

  /// Goes on from the state that a move has led to for as long as one move is enough and violates
  /// nothing: where something is wrong the state before is kept, and all of its moves are made.
  func followChain(_ note: (Move) -> Void) {
    guard let persistent else { return }
    for _ in 0..<Search.longestChain {
      askThreads()
      let thread = persistent.thread(in: state.words, ways: chainWays) {
        system.holds($0, in: state.words)
      }
      guard let thread, chainWays[thread] == 1 else { return }
      let before = changeCount.pointee
      guard count(thread, 0) < 0 else {
        takeBack(to: before)
        return
      }
      note(Move(thread: thread))
    }
  }

  private func askThreads() {
    for thread in 0..<threadCount {
      let isAtEnd = Int(state[positionWords[thread]]) >= positionCounts[thread]
      chainWays[thread] = isAtEnd ? 0 : system.ways(of: thread, in: state.words)
    }
  }
}
