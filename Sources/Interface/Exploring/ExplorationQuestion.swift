import KVM

/// What the explorer is asked: whether a rule can be violated, in which kernel, and from where on.
public struct ExplorationQuestion: Hashable, Sendable {
  /// The kernel it behaves as.
  public var edition: Edition
  /// Policies chosen beside the scenario's own.
  public var policies: [String: String]
  /// The moves already made: what can still come of them is asked. Empty for the beginning.
  public var moves: [Schedule.Move]
  /// Whether every rule that can be violated is asked for, not only the one that is nearest.
  public var asksForAll = false
  /// What it is about, in a few words: “v6.3”, “sequence check: none”.
  public var title: String
}
