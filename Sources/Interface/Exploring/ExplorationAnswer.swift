import KVM

/// What the explorer says to a question, at the end or on the way.
public struct ExplorationAnswer: Hashable, Sendable {
  /// What there is to say.
  public enum Verdict: Hashable, Sendable {
    /// It is searching.
    case searching
    /// Every order was searched, and nothing goes wrong; whether everyone can come to an end.
    case safe(reachesEnd: Bool)
    /// A rule can be violated; other rules, or at other steps, in further ways.
    case violation(Counterexample, others: [Counterexample])
    /// It gave up before anything was found, and why.
    case notExhausted(String)
    /// The question makes no sense: the scenario can't be set up so.
    case impossible(String)
  }

  /// The shortest way to a violation.
  public struct Counterexample: Hashable, Sendable {
    /// The rule.
    public var rule: InvariantRule
    /// What is wrong, in words.
    public var reason: String
    /// All moves from the beginning, those made before the question included.
    public var moves: [Schedule.Move]

    /// Makes a counterexample.
    public init(rule: InvariantRule, reason: String, moves: [Schedule.Move]) {
      self.rule = rule
      self.reason = reason
      self.moves = moves
    }
  }

  /// What there is to say.
  public var verdict: Verdict
  /// States reached.
  public var states = 0
  /// States whose moves were not all made yet.
  public var frontier = 0
  /// The most moves to a state that was looked at.
  public var depth = 0
  /// Seconds it has taken.
  public var seconds = 0.0

  /// An answer without counts.
  public init(_ verdict: Verdict) { self.verdict = verdict }
}
