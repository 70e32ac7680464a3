extension Search {
  /// The moves by which a state was reached first, as the system makes them from its first state.
  ///
  /// - Parameter last: a move that goes on from there, and the violation that it does.
  func way(to number: Int, then last: (move: Move, kind: Int)? = nil) -> [Move] {
    var states = [number]
    var moves: [Move] = []
    var place = number
    while place != 0 {
      moves.append(coding.move(arrivals[place]))
      place = Int(parents[place])
      states.append(place)
    }
    moves.reverse()
    states.reverse()
    if symmetry != nil { return wayThroughRepresentatives(states, last) }
    let all = moves + (last.map { [$0.move] } ?? [])
    return followsChains ? wayThroughChains(all) : all
  }

  /// The moves of chains are the same whenever they are followed: makes them once more.
  private func wayThroughChains(_ starts: [Move]) -> [Move] {
    system.begin(store.words)
    var moves: [Move] = []
    let counted = transitions.pointee
    for start in starts {
      moves.append(start)
      if make(start.thread, start.way) >= 0 { break }
      followChain { moves.append($0) }
    }
    transitions.pointee = counted
    store.reload()
    return moves
  }

  /// With symmetry a state stands for others, and moves of one are not those of the next: finds moves
  /// that lead from state to state, up to an exchange of threads.
  private func wayThroughRepresentatives(
    _ states: [Int], _ last: (move: Move, kind: Int)?
  ) -> [Move] {
    guard let symmetry else { return [] }
    let count = system.ranges.count
    let kept = UnsafeMutablePointer<Int32>.filled(0, count)
    defer { kept.deallocate() }
    // The loaded state is borrowed to move in, and loaded again afterwards.
    system.begin(store.words)
    var moves: [Move] = []
    for place in states.dropFirst() {
      kept.update(from: store.words, count: count)
      search: for thread in 0..<threadCount {
        for way in 0..<currentWays(of: thread) {
          if make(thread, way) < 0,
            symmetry.withRepresentative(of: store.words, { store.find($0) }) == place
          {
            moves.append(Move(thread: thread, way: way))
            break search
          }
          store.words.update(from: kept, count: count)
        }
      }
    }
    if let last { moves += lastMove(doing: last.kind) }
    store.reload()
    return moves
  }

  /// A move that does a violation in the state moved to, of the wanted kind where there is one: an
  /// equal thread's may be of another.
  private func lastMove(doing wanted: Int) -> [Move] {
    var other: [Move] = []
    for thread in 0..<threadCount {
      for way in 0..<currentWays(of: thread) {
        let kind = make(thread, way)
        takeBack()
        if kind == wanted { return [Move(thread: thread, way: way)] }
        if kind >= 0, other.isEmpty { other = [Move(thread: thread, way: way)] }
      }
    }
    return other
  }

  private func currentWays(of thread: Int) -> Int {
    Int(state[positionWords[thread]]) >= positionCounts[thread]
      ? 0 : system.ways(of: thread, in: store.words)
  }
}
