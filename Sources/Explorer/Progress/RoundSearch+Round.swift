extension RoundSearch {
  /// The round found: to its nearest state, and through moves of every thread that moves in it.
  func round() -> SearchResult.Round? {
    guard let best else { return nil }
    let first = Int(best.first)
    var missing = best.threads
    var place = first
    var moves: [UInt8] = []
    while missing != 0 {
      guard
        let leg = leg(
          from: place, within: best.part, until: { thread, _ in missing >> UInt64(thread) & 1 != 0 }
        )
      else { return nil }
      moves += leg.moves
      place = leg.end
      for move in leg.moves { missing &= ~(1 << UInt64(search.coding.move(move).thread)) }
    }
    if place != first {
      guard let leg = leg(from: place, within: best.part, until: { $1 == first }) else {
        return nil
      }
      moves += leg.moves
    }
    _ = search.load(first)
    let waiting = (0..<search.threadCount).filter {
      !search.daemons[$0]
        && Int(search.state[search.positionWords[$0]]) < search.positionCounts[$0]
    }
    return SearchResult.Round(
      moves: search.way(to: first), round: moves.map(search.coding.move), waiting: waiting)
  }

  /// The shortest way within a part whose last move is as wanted.
  private func leg(
    from start: Int, within part: UInt32, until isWanted: (_ thread: Int, _ target: Int) -> Bool
  ) -> (moves: [UInt8], end: Int)? {
    var arrivals: [Int: (from: Int, move: UInt8)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      var last: (move: UInt8, end: Int)?
      _ = search.edges(from: state) { move, thread, target in
        guard parts[target] == part, last == nil else { return }
        if isWanted(thread, target) {
          last = (move, target)
        } else if target != start, arrivals[target] == nil {
          arrivals[target] = (state, move)
          queue.append(target)
        }
      }
      guard let last else { continue }
      var moves = [last.move]
      var place = state
      while place != start, let arrival = arrivals[place] {
        moves.append(arrival.move)
        place = arrival.from
      }
      return (moves.reversed(), last.end)
    }
    return nil
  }
}
