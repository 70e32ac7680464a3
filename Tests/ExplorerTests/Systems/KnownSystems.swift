import Explorer

/// Textbook systems with known numbers of states.
enum KnownSystems {
  /// Counters that rise by one each from 0 to their greatest values.
  static func counters(_ greatest: [Int]) -> SmallSystem {
    let system = SmallSystem(words: [])
    for count in greatest { system.add((0..<count).map { .one(to: $0 + 1) }) }
    return system
  }

  /// Philosophers round a table, a fork between each two; each takes two forks, eats once, is done.
  static func philosophers(_ count: Int, isPolite: Bool) -> SmallSystem {
    let system = SmallSystem(words: (0..<count).map { _ in (0...1, 1) })
    for philosopher in 0..<count {
      var forks = [philosopher, (philosopher + 1) % count]
      if isPolite, philosopher == count - 1 { forks.reverse() }
      let (first, second) = (forks[0], forks[1])
      system.add([
        .one(to: 1, writes: [first], waitsOn: [first], when: Test { $0[first] == 1 }) {
          $0[first] = 0
        },
        .one(to: 2, writes: [second], waitsOn: [second], when: Test { $0[second] == 1 }) {
          $0[second] = 0
        },
        .one(to: 3, writes: [first, second]) {
          $0[first] = 1
          $0[second] = 1
        },
      ])
    }
    return system
  }

  /// Two threads that enter a section once each under Peterson's lock; both inside is violation 1.
  ///
  /// Source: G. L. Peterson, "Myths about the mutual exclusion problem", 1981.
  static func peterson(turnFirst: Bool = false) -> SmallSystem {
    // wants 0 and 1, turn, how many are inside.
    let system = SmallSystem(words: [(0...1, 0), (0...1, 0), (0...1, 0), (0...2, 0)])
    for me in 0..<2 {
      let other = 1 - me
      func want(_ next: Int) -> SmallSystem.Step { .one(to: next, writes: [me]) { $0[me] = 1 } }
      func yield(_ next: Int) -> SmallSystem.Step {
        .one(to: next, writes: [2]) { $0[2] = Int32(other) }
      }
      system.add([
        turnFirst ? yield(1) : want(1), turnFirst ? want(2) : yield(2),
        .one(
          to: 3, reads: [3], writes: [3], waitsOn: [other, 2],
          when: Test { $0[other] == 0 || $0[2] == Int32(me) }, violation: Test { $0[3] > 1 }
        ) { $0[3] += 1 },
        .one(to: 4, reads: [3], writes: [3, me]) {
          $0[3] -= 1
          $0[me] = 0
        },
      ])
    }
    return system
  }

  /// A producer and a consumer of so many items through a buffer with room for a few.
  static func boundedBuffer(items: Int, room: Int) -> SmallSystem {
    let system = SmallSystem(words: [(0...Int32(room), 0)])
    system.add(
      (0..<items).map {
        .one(to: $0 + 1, writes: [0], waitsOn: [0], when: Test { $0[0] < Int32(room) }) {
          $0[0] += 1
        }
      })
    system.add(
      (0..<items).map {
        .one(to: $0 + 1, writes: [0], waitsOn: [0], when: Test { $0[0] > 0 }) { $0[0] -= 1 }
      })
    return system
  }

  /// Readers and writers that take a lock once each. Readers that return do so for ever.
  static func readersWriters(
    readers: Int, writers: Int, readersReturn: Bool = false, isFair: Bool = false
  ) -> SmallSystem {
    // How many readers hold it, whether a writer does, how many writers wait.
    let system = SmallSystem(words: [(0...8, 0), (0...1, 0), (0...8, 0)])
    for _ in 0..<readers {
      system.add(
        daemon: readersReturn,
        [
          .one(
            to: 1, writes: [0], waitsOn: [1, 2],
            when: Test { $0[1] == 0 && (!isFair || $0[2] == 0) }
          ) { $0[0] += 1 },
          .one(to: readersReturn ? 0 : 2, writes: [0]) { $0[0] -= 1 },
        ])
    }
    for _ in 0..<writers {
      let take = SmallSystem.Step.one(
        to: 1, writes: [1, 2], waitsOn: [0, 1], when: Test { $0[0] == 0 && $0[1] == 0 }
      ) {
        $0[1] = 1
        if isFair { $0[2] -= 1 }
      }
      let leave = SmallSystem.Step.one(to: 2, writes: [1]) { $0[1] = 0 }
      if isFair {
        var (second, third) = (take, leave)
        (second.ways, third.ways) = (moved(take), moved(leave))
        (second.successors, third.successors) = ([2], [3])
        system.add([.one(to: 1, writes: [2]) { $0[2] += 1 }, second, third])
      } else {
        system.add([take, leave])
      }
    }
    return system
  }

  /// The same ways, one position on.
  private static func moved(
    _ step: SmallSystem.Step
  ) -> [(inout [Int32]) -> (next: Int, violation: Int)] {
    step.ways.map { way in
      { words in
        let (next, violation) = way(&words)
        return (next + 1, violation)
      }
    }
  }
}
