import Explorer

/// Two counters from 0 that rise by one each to their greatest values.
struct CounterGrid: TransitionSystem {
  struct State: Hashable {
    var x = 0
    var y = 0
  }
  enum Move: Hashable { case right, up }

  var width: Int
  var height: Int
  /// A place that must not be reached.
  var forbidden: (Int, Int)?
  /// The place where everyone is at an end; nil for the far corner.
  var end: (Int, Int)?

  init(width: Int, height: Int, forbidden: (Int, Int)? = nil, end: (Int, Int)? = nil) {
    self.width = width
    self.height = height
    self.forbidden = forbidden
    self.end = end
  }

  var initialState: State { State() }

  func violation(inInitialState state: State) -> String? { violation(in: state) }

  func moves(in state: State) -> [Move] {
    (state.x + 1 < width ? [.right] : []) + (state.y + 1 < height ? [.up] : [])
  }

  func make(_ move: Move, in state: inout State) -> String? {
    if move == .right { state.x += 1 } else { state.y += 1 }
    return violation(in: state)
  }

  func isFinished(_ state: State) -> Bool {
    (state.x, state.y) == end ?? (width - 1, height - 1)
  }

  private func violation(in state: State) -> String? {
    forbidden.flatMap { (state.x, state.y) == $0 ? "\($0)" : nil }
  }
}

/// Philosophers round a table, a fork between each two; each takes two forks, eats once and is done.
struct DiningPhilosophers: TransitionSystem {
  struct State: Hashable {
    /// How many forks each has taken; 3 once it has put them back.
    var taken: [Int]
    /// Whether each fork lies on the table.
    var isFree: [Bool]
  }

  var count: Int
  /// Whether the last one takes its right fork first.
  var isPolite: Bool

  var initialState: State {
    State(taken: Array(repeating: 0, count: count), isFree: Array(repeating: true, count: count))
  }

  func violation(inInitialState state: State) -> Never? { nil }

  func moves(in state: State) -> [Int] {
    (0..<count).filter { philosopher in
      switch state.taken[philosopher] {
      case 0, 1: state.isFree[fork(state.taken[philosopher], of: philosopher)]
      case 2: true
      default: false
      }
    }
  }

  func make(_ philosopher: Int, in state: inout State) -> Never? {
    if state.taken[philosopher] < 2 {
      state.isFree[fork(state.taken[philosopher], of: philosopher)] = false
    } else {
      state.isFree[fork(0, of: philosopher)] = true
      state.isFree[fork(1, of: philosopher)] = true
    }
    state.taken[philosopher] += 1
    return nil
  }

  func isFinished(_ state: State) -> Bool { state.taken.allSatisfy { $0 == 3 } }

  private func fork(_ number: Int, of philosopher: Int) -> Int {
    let isRightFirst = isPolite && philosopher == count - 1
    let isRight = (number == 1) != isRightFirst
    return isRight ? (philosopher + 1) % count : philosopher
  }
}

/// Two threads that enter a section once each under Peterson's lock.
///
/// Source: G. L. Peterson, "Myths about the mutual exclusion problem", 1981.
struct PetersonLock: TransitionSystem {
  enum Order { case flagFirst, turnFirst }
  struct State: Hashable {
    var wants = [false, false]
    var turn = 0
    /// 0 and 1 ask, 2 waits, 3 is inside, 4 is done.
    var place = [0, 0]
  }

  var order: Order

  var initialState: State { State() }

  func violation(inInitialState state: State) -> String? { nil }

  func moves(in state: State) -> [Int] {
    (0..<2).filter { me in
      switch state.place[me] {
      case 2: !state.wants[1 - me] || state.turn == me
      case 4: false
      default: true
      }
    }
  }

  func make(_ me: Int, in state: inout State) -> String? {
    switch (state.place[me], order) {
    case (0, .flagFirst), (1, .turnFirst): state.wants[me] = true
    case (1, .flagFirst), (0, .turnFirst): state.turn = 1 - me
    case (3, _): state.wants[me] = false
    default: break
    }
    state.place[me] += 1
    return state.place == [3, 3] ? "both are inside" : nil
  }

  func isFinished(_ state: State) -> Bool { state.place == [4, 4] }
}
