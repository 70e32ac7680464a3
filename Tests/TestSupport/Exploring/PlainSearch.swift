/// A second, deliberately plain search to hold the explorer against: a dictionary of whole states, the
/// nearest first, so that what it finds is found by the shortest way.
public struct PlainSearch<System: PlainSystem> {
  /// What a search found out.
  public struct Result {
    /// States visited.
    public var states = 0
    /// Steps tried.
    public var transitions = 0
    /// The longest of the shortest ways to a state.
    public var depth = 0
    /// Whether every reachable state was visited.
    public var isExhausted = false
    /// Whether a state was reached in which everyone has come to an end.
    public var reachesEnd = false
    /// What went wrong first, and the shortest way to it.
    public var counterexample: (violation: System.Violation, moves: [System.Move])?
    /// The shortest way to a state in which someone is not at an end and nobody can move.
    public var deadlock: [System.Move]?
  }

  private let system: System
  private let maximumStates: Int
  private var places: [System.State: Int] = [:]
  private var states: [System.State] = []
  private var origins: [(parent: Int, move: System.Move?)] = []

  /// - Parameter maximumStates: where the search gives up.
  public init(_ system: System, maximumStates: Int) {
    self.system = system
    self.maximumStates = maximumStates
  }

  /// Searches until something goes wrong, nothing is left, or the bound is reached.
  public static func run(_ system: System, maximumStates: Int) -> Result {
    var search = PlainSearch(system, maximumStates: maximumStates)
    return search.run()
  }

  private mutating func run() -> Result {
    var result = Result()
    let first = system.initialState
    if let violation = system.violation(inInitialState: first) {
      result.counterexample = (violation, [])
      return result
    }
    add(first, from: -1, by: nil)
    var next = 0
    var layerEnd = 1
    while next < states.count {
      if next == layerEnd {
        result.depth += 1
        layerEnd = states.count
      }
      guard states.count <= maximumStates else { return finish(&result) }
      let moves = system.moves(in: states[next])
      if system.isFinished(states[next]) {
        result.reachesEnd = true
      } else if moves.isEmpty, result.deadlock == nil {
        result.deadlock = way(to: next)
      }
      for move in moves {
        var state = states[next]
        result.transitions += 1
        if let violation = system.make(move, in: &state) {
          result.counterexample = (violation, way(to: next) + [move])
          return finish(&result)
        }
        add(state, from: next, by: move)
      }
      next += 1
    }
    result.isExhausted = true
    return finish(&result)
  }

  private func finish(_ result: inout Result) -> Result {
    result.states = states.count
    return result
  }

  private mutating func add(_ state: System.State, from parent: Int, by move: System.Move?) {
    guard places[state] == nil else { return }
    places[state] = states.count
    states.append(state)
    origins.append((parent, move))
  }

  private func way(to place: Int) -> [System.Move] {
    var moves: [System.Move] = []
    var place = place
    while let move = origins[place].move {
      moves.append(move)
      place = origins[place].parent
    }
    return moves.reversed()
  }
}
