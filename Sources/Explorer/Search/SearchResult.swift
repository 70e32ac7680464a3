/// What a search found out.
public struct SearchResult: Sendable {
  /// How far it came.
  public var progress = SearchProgress()
  /// Why it gave up; nil where it did not.
  public var stopReason: StopReason?
  /// Whether every state was looked at. Not so where it stopped at a violation.
  public var isExhausted = false
  /// Whether rounds were looked for everywhere.
  public var lookedForRounds = false
  /// Whether the search was one that can tell: one that leaves nothing out and keeps threads apart.
  public var canTellRounds = true
  /// States of a second search, without reduction, for rounds; nil where there was none.
  public var statesForRounds: Int?
  /// What went wrong, the first of each kind, in the order found.
  public var violations: [Violation] = []
  /// The way to a state in which someone is not at an end and nobody can move.
  public var deadlock: [Move]?
  /// A round in which everyone moves who can, and someone never comes to an end.
  public var round: Round?
  /// Kept states on the way to the first in which everyone has come to an end, which without reduction
  /// are moves; nil where none was reached.
  public var endDepth: Int?
  /// Whether each step was ever taken, by thread and position.
  public var taken: [[Bool]] = []
  /// The greatest number of bytes that states took.
  public var bytes = 0
  /// Whether every value fitted its word's range; what is found otherwise means nothing.
  public var fits = true
  /// Words whose bits a state has, before sharing: what a plain packing would take.
  public var packedBits = 0

  /// Nothing found yet.
  public init() {}

  /// Something that must not happen, and a way to it.
  public struct Violation: Hashable, Sendable {
    /// The system's number for it.
    public var kind: Int
    /// The moves to it, the last of which does it.
    public var moves: [Move]
  }

  /// A way to a state and back to it.
  public struct Round: Hashable, Sendable {
    /// The moves to the state.
    public var moves: [Move]
    /// The moves from the state to itself.
    public var round: [Move]
    /// The threads that never come to an end in it.
    public var waiting: [Int]
  }

  /// Whether something was found to be wrong.
  public var findsAnything: Bool { !violations.isEmpty || deadlock != nil || round != nil }

  /// Bytes of memory a state.
  public var bytesPerState: Double {
    progress.states > 0 ? Double(bytes) / Double(progress.states) : 0
  }
}
