import TestSupport

/// Systems of a few threads over a few words, with random guards, effects and ways.
enum RandomSystem {
  static func make(seed: UInt64, symmetric: Bool = false) -> SmallSystem {
    var random = SplitMix64(seed: seed)
    let words = Int.random(in: 1...3, using: &random)
    let system = SmallSystem(words: (0..<words).map { _ in (0...2, 0) })
    let threads = Int.random(in: 2...3, using: &random)
    for _ in 0..<threads {
      let count = Int.random(in: 1...4, using: &random)
      system.add(
        daemon: Int.random(in: 0..<4, using: &random) == 0,
        (0..<count).map { position in
          step(position, of: count, words: words, violates: true, &random)
        })
    }
    return system
  }

  /// A step that may wait for a word, change another, and go on, back, or one of two ways.
  static func step(
    _ position: Int, of count: Int, words: Int, violates: Bool, _ random: inout SplitMix64
  ) -> SmallSystem.Step {
    let guarded = Int.random(in: 0..<words, using: &random)
    let limit = Int32.random(in: 0...2, using: &random)
    let waits = Int.random(in: 0..<3, using: &random) == 0
    let target = Int.random(in: 0..<words, using: &random)
    let change = Int.random(in: 0..<3, using: &random)
    let isRare = Int.random(in: 0..<12, using: &random) == 0
    let successors = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      Int.random(in: 0..<3, using: &random) == 0
        ? Int.random(in: 0...count, using: &random) : position + 1
    }
    return SmallSystem.Step(
      reads: change == 0 ? [] : [target], writes: change == 0 ? [] : [target],
      isPossible: { !waits || $0[guarded] >= limit },
      ways: successors.map { next in
        { words in
          if change == 1 { words[target] = (words[target] + 1) % 3 }
          if change == 2 { words[target] = max(0, words[target] - 1) }
          return (next, violates && isRare && change == 1 && words[target] == 2 ? position : -1)
        }
      }, successors: successors, conditionReads: waits ? [guarded] : [])
  }
}

/// A second answer to whether a strongly fair round exists, by trying every set of threads that move
/// in it: among the states in which nobody else can move, some that lead to each other must have a move
/// of each of the set.
struct FairRounds {
  private let view: PlainView
  private var states: [[Int32]] = []

  init(_ system: SmallSystem) {
    view = PlainView(system: system)
    var known: Set = [view.initialState]
    states = [view.initialState]
    var next = 0
    while next < states.count {
      for move in view.moves(in: states[next]) {
        var after = states[next]
        if view.make(move, in: &after) == nil, known.insert(after).inserted { states.append(after) }
      }
      next += 1
    }
  }

  var exist: Bool {
    (1..<1 << view.system.threads.count).contains { set in
      let moving = view.system.threads.indices.filter { set >> $0 & 1 != 0 }
      let allowed = states.filter { state in
        !view.isFinished(state) && view.moves(in: state).allSatisfy { moving.contains($0.thread) }
      }
      return allowed.contains { start in
        let there = reached(from: start, within: Set(allowed))
        let together = there.filter { reached(from: $0, within: Set(allowed)).contains(start) }
        return moving.allSatisfy { thread in
          together.contains { state in
            view.moves(in: state).contains { move in
              var after = state
              return move.thread == thread && view.make(move, in: &after) == nil
                && together.contains(after)
            }
          }
        }
      }
    }
  }

  /// States that one or more moves lead to.
  private func reached(from start: [Int32], within allowed: Set<[Int32]>) -> Set<[Int32]> {
    var found: Set<[Int32]> = []
    var work = [start]
    while let state = work.popLast() {
      for move in view.moves(in: state) {
        var after = state
        if view.make(move, in: &after) == nil, allowed.contains(after), found.insert(after).inserted
        {
          work.append(after)
        }
      }
    }
    return found
  }
}
