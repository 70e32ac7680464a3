extension Search {
  /// Makes all moves from a state, or those that are enough.
  ///
  /// - Returns: whether the search goes on.
  func expand(_ number: Int, depth: Int) -> Bool {
    let canMove = load(number)
    if isFinished {
      if result.endDepth == nil { result.endDepth = depth }
    } else if !canMove, result.deadlock == nil {
      result.deadlock = way(to: number)
      if !options.looksForAll { return false }
    }
    var moved = -1
    if let thread = reducedThread() {
      moved = thread
      switch makeMoves(of: thread, from: number) {
      case .stop: return false
      case .leadsOn: return true
      case .leadsBack, .violates: break
      }
    }
    for thread in 0..<threadCount where thread != moved && ways[thread] > 0 {
      if makeMoves(of: thread, from: number) == .stop { return false }
    }
    return true
  }

  /// A thread whose moves are enough in the loaded state; nil for none.
  func reducedThread() -> Int? {
    persistent?.thread(in: state.words, ways: ways) { system.holds($0, in: state.words) }
  }

  /// What the moves of a thread came to.
  enum Moves { case leadsOn, leadsBack, violates, stop }

  /// Makes all moves of a thread. They lead on where one comes to a state that is looked at later.
  func makeMoves(of thread: Int, from number: Int) -> Moves {
    var moves = Moves.leadsBack
    for way in 0..<ways[thread] {
      switch tryMove(thread, way, from: number) {
      case .state(let reached, let isNew):
        if isNew, options.order == .depthFirst {
          waiting.append(UInt32(truncatingIfNeeded: reached))
        }
        if moves == .leadsBack, isLookedAtLater(reached, than: number) { moves = .leadsOn }
      case .misfit:
        result.fits = false
        return .stop
      case .violation(let kind):
        if add(kind, Move(thread: thread, way: way), from: number) { return .stop }
        moves = .violates
      }
    }
    return moves
  }

  private func isLookedAtLater(_ reached: Int, than number: Int) -> Bool {
    options.order == .breadthFirst
      ? reached > number : reached >= lookedAt.count || !lookedAt[reached]
  }

  /// Notes a violation, the first of its kind; whether the search can stop.
  private func add(_ kind: Int, _ move: Move, from number: Int) -> Bool {
    if !result.violations.contains(where: { $0.kind == kind }) {
      result.violations.append(
        SearchResult.Violation(kind: kind, moves: way(to: number, then: (move, kind))))
    }
    guard options.looksForAll else { return true }
    return options.isEnough?(result.violations.map(\.kind)) ?? false
  }
}
