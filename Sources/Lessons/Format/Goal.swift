import KVM
import Machine
import Query

/// When a task is done.
public enum Goal: Sendable {
  /// The current event satisfies a filter.
  case event(QueryExpression, text: String)
  /// A formula of the step language holds in the simulation.
  case holds(String)
  /// A rule is violated, or any where none is named.
  case violated(InvariantRule?)
  /// Every thread has come to its end.
  case finished
  /// The explorer was asked and found the scenario safe, or not safe.
  case searched(isSafe: Bool)

  /// What a goal is held against.
  public struct Situation: Sendable {
    /// The simulation; nil for a recording.
    public var stepper: Stepper?
    /// The events.
    public var timeline: Timeline
    /// The current instant.
    public var index: Int
    /// What the explorer has answered so far: whether the scenario is safe.
    public var searches: [Bool]

    /// Takes what there is.
    public init(stepper: Stepper?, timeline: Timeline, index: Int, searches: [Bool] = []) {
      self.stepper = stepper
      self.timeline = timeline
      self.index = index
      self.searches = searches
    }
  }

  /// Whether it is reached.
  public func isReached(in situation: Situation) -> Bool {
    let index = situation.index
    switch self {
    case .event(let expression, _):
      guard (0..<situation.timeline.log.count).contains(index) else { return false }
      return EventFilter(expression, for: situation.timeline)
        .matches(eventAt: index, in: situation.timeline)
    case .holds(let formula):
      guard let stepper = situation.stepper,
        let probe = try? StateProbe(
          formula, in: stepper.scenario, edition: stepper.model.edition, policies: stepper.policies)
      else { return false }
      return probe.value(in: stepper.state(at: index)).map { $0 != 0 } ?? false
    case .violated(let rule):
      guard let violation = situation.stepper?.violation, violation.instant <= index else {
        return false
      }
      return rule == nil || rule == violation.rule
    case .finished: return situation.stepper?.isFinished(at: index) ?? false
    case .searched(let isSafe): return situation.searches.contains(isSafe)
    }
  }
}
