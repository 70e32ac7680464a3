import KVM

/// A rule that can be violated, and the order of steps that does it.
public struct Finding: Hashable, Sendable {
  /// The rule.
  public var rule: InvariantRule
  /// The moves from the beginning; of a round its first turn too.
  public var schedule: Schedule
  /// Where the round begins among the moves; nil for what is no round.
  public var roundStart: Int?
  /// The thread whose step does it; empty where nobody moves.
  public var thread: String
  /// The label of that step.
  public var step: String
  /// What is wrong, in words.
  public var reason: String
  /// Whether making the same steps in the stepper's own way comes to the same.
  public var isConfirmed: Bool
}
