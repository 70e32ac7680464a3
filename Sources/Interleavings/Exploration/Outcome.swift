import Explorer
import KVM

/// What a search of a scenario came to.
public struct Outcome: Sendable {
  /// What there is to say of it in one word.
  public var verdict: Verdict
  /// What went wrong, the first of each rule and step, in the order found.
  public var findings: [Finding]
  /// What the explorer counted.
  public var result: SearchResult
  /// Steps that no order takes, by thread.
  public var neverTaken: [NeverTaken]
  /// Labels of steps that were taken.
  public var takenLabels: Set<String>

  /// What there is to say of a search.
  public enum Verdict: Hashable, Sendable {
    /// Every order was searched, and nothing goes wrong.
    case safe
    /// Something can go wrong.
    case violation(InvariantRule)
    /// Nothing has gone wrong so far.
    case notExhausted

    /// “safe”, “violation” or “not exhausted”.
    public var words: String {
      switch self {
      case .safe: "safe"
      case .violation: "violation"
      case .notExhausted: "not exhausted"
      }
    }
  }

  /// Steps of a thread that no order takes.
  public struct NeverTaken: Hashable, Sendable {
    /// The thread.
    public var thread: String
    /// The labels of the steps.
    public var labels: [String]
  }

  init(_ result: SearchResult, of system: ModelSystem, layout: Layout) {
    self.result = result
    let replay = Replay(model: system.model, layout: layout)
    findings = result.violations.map { violation in
      replay.finding(violation, system.violation(ofKind: violation.kind))
    }
    if let moves = result.deadlock { findings.append(replay.finding(deadlock: moves)) }
    if let round = result.round { findings.append(replay.finding(round)) }
    let isComplete = result.isExhausted && result.stopReason == nil
    if let first = findings.first {
      verdict = .violation(first.rule)
    } else if isComplete, result.lookedForRounds || !result.canTellRounds {
      verdict = .safe
    } else {
      verdict = .notExhausted
    }
    neverTaken = []
    takenLabels = []
    for (number, thread) in system.model.threads.enumerated() {
      var never: [String] = []
      for (position, step) in thread.steps.enumerated() {
        if result.taken[number][position] {
          takenLabels.insert(step.label)
        } else if !never.contains(step.label) {
          never.append(step.label)
        }
      }
      if !never.isEmpty { neverTaken.append(NeverTaken(thread: thread.name, labels: never)) }
    }
  }

  /// Whether everyone can come to an end: a “safe” without it says little.
  public var reachesEnd: Bool { result.endDepth != nil }
}
