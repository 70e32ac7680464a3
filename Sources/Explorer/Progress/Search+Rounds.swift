extension Search {
  /// Looks for a round, all moves of which are fair, in which someone never comes to an end.
  ///
  /// Strong fairness: a thread that can move again and again moves again and again (reference §9, I7).
  /// A reduced search leaves out moves of such rounds, and one with symmetry forgets who is who:
  /// neither looks for them.
  func lookForRounds(_ goesOn: (SearchProgress) -> StopReason?) {
    // Every move led to a new state or one still to come: there is no way back.
    if !meetsAgain, persistent == nil { result.lookedForRounds = true }
    guard meetsAgain, options.looksForRounds, persistent == nil, symmetry == nil else {
      result.canTellRounds = result.lookedForRounds
      return
    }
    result.progress.phase = .rounds
    let needed = result.progress.bytes + store.count * RoundSearch<System>.bytesPerState
    guard needed <= options.mostBytes else {
      result.stopReason = .memory
      return
    }
    result.bytes = max(result.bytes, needed)
    let rounds = RoundSearch(self)
    rounds.run { goesOn(self.result.progress) }
    result.stopReason = rounds.stopReason
    result.lookedForRounds = rounds.stopReason == nil
    if let round = rounds.round() { result.round = round }
  }

  /// The moves from a state that violate nothing, with the states they lead to.
  ///
  /// - Returns: the threads that can move, one bit each.
  func edges(from number: Int, _ body: (_ move: UInt8, _ thread: Int, _ target: Int) -> Void)
    -> UInt64
  {
    var able: UInt64 = 0
    guard load(number) else { return 0 }
    for thread in 0..<threadCount where ways[thread] > 0 {
      able |= 1 << UInt64(thread)
      for way in 0..<ways[thread] {
        let kind = make(thread, way)
        if kind < 0, let entry = successor() {
          body(coding.byte(thread, way), thread, entry.number)
        }
        takeBack()
      }
    }
    return able
  }
}
