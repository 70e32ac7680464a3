/// Sees where a run stands still or goes round without end (rule I7).
///
/// Going round counts only where it is strongly fair: whoever could move at some instant of the round
/// did move in it. A round that leaves somebody out who could have moved may end by that one's move.
struct ProgressWatch: Sendable {
  private var firstInstants: [ModelState: Int] = [:]

  /// Begins with the first state.
  init(_ first: ModelState) { firstInstants[first] = 0 }

  /// Whether a run's last state is one it has been in before.
  func hasComeRound(to state: ModelState, at instant: Int) -> Bool {
    firstInstants[state].map { $0 < instant } ?? false
  }

  /// Takes back what was seen after an instant.
  mutating func forget(after instant: Int) {
    firstInstants = firstInstants.filter { $0.value <= instant }
  }

  /// What is wrong with the last of a run's states; nil for nothing.
  mutating func violation(
    of model: Model, moves: [Schedule.Move], states: [ModelState]
  ) -> Phrase? {
    guard let last = states.last else { return nil }
    let waiting = model.threads.indices.filter {
      !model.threads[$0].isDaemon && !model.isFinished($0, in: last)
    }
    guard !waiting.isEmpty else { return nil }
    let names = waiting.map { model.threads[$0].name }.joined(separator: ", ")
    if !model.threads.indices.contains(where: { model.isEnabled($0, in: last) }) {
      return Phrase(pieces: [.text("nobody can move, and \(names) has not come to an end")])
    }
    guard let first = firstInstants[last] else {
      firstInstants[last] = states.count - 1
      return nil
    }
    guard isFair(model, moves[first...], states[first...]) else { return nil }
    return Phrase(
      pieces: [
        .text(
          "everything is as it was at step \(first), everyone moved who could, "
            + "and \(names) has not come to an end")
      ])
  }

  private func isFair(
    _ model: Model, _ moves: ArraySlice<Schedule.Move>, _ states: ArraySlice<ModelState>
  ) -> Bool {
    let moved = Set(moves.map(\.thread))
    return model.threads.indices.allSatisfy { thread in
      moved.contains(thread) || !states.contains { model.isEnabled(thread, in: $0) }
    }
  }
}
