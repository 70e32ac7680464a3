/// How a system is searched, and where the search gives up.
public struct SearchOptions: Sendable {
  /// In which order states are looked at.
  public var order = Order.breadthFirst
  /// Whether only some of the threads move where the others' moves can wait.
  public var reduces = false
  /// Whether states that differ only in which of several equal threads is where count as one.
  public var usesSymmetry = false
  /// Whether the search goes on after something was found to be wrong, for other things.
  public var looksForAll = false
  /// Whether a search that looks for all has found enough, by the kinds of violations found.
  public var isEnough: (@Sendable ([Int]) -> Bool)?
  /// Whether rounds are looked for in which someone never comes to an end.
  public var looksForRounds = true
  /// The most states that are kept.
  public var mostStates = Int.max
  /// The most moves from the first state.
  public var mostDepth = Int.max
  /// The most bytes of memory that states may take.
  public var mostBytes = Int.max

  /// The order in which states are looked at.
  public enum Order: String, Sendable, CaseIterable {
    /// The nearest first: what is found is found by the fewest moves.
    case breadthFirst
    /// The newest first.
    case depthFirst
  }

  /// Everything, by the fewest moves, without a bound.
  public init() {}
}

/// How far a search has come.
public struct SearchProgress: Hashable, Sendable {
  /// What it is doing.
  public var phase = Phase.reaching
  /// States reached.
  public var states = 0
  /// Moves made.
  public var transitions = 0
  /// The most moves from the first state to one that was looked at.
  public var depth = 0
  /// States whose moves were not all made yet.
  public var frontier = 0
  /// Bytes of memory that states take.
  public var bytes = 0

  /// What a search is doing.
  public enum Phase: Hashable, Sendable {
    /// Reaching states.
    case reaching
    /// Looking for rounds among them.
    case rounds
  }

  /// Nothing yet.
  public init() {}
}

/// Why a search gave up.
public enum StopReason: String, Hashable, Sendable, CaseIterable {
  /// As many states as it may keep.
  case states
  /// As many moves from the first state as it may make.
  case depth
  /// As much memory as it may take.
  case memory
  /// As much time as it may take.
  case time
  /// Somebody wanted it to.
  case cancelled
}
