import KVM

/// A simulated kernel as a lesson's file names it.
public struct SimulationPlan: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// The edition; nil for the scenario's own.
  public var edition: Edition?
  /// Policies that differ from the scenario's.
  public var policies: [String: String] = [:]
  /// Who moves; nil for nobody, “end” for the scenario's own order to its end.
  public var schedule: String?

  /// The most moves of a scenario's own order.
  static let longestRun = 10_000

  /// The word for a scenario's own order.
  static let wholeRun = "end"

  /// Sets it up and plays its schedule.
  ///
  /// - Throws: ``LessonError`` where the scenario or the schedule can't be played.
  public func stepper() throws(LessonError) -> Stepper {
    var stepper: Stepper
    do {
      stepper = try Stepper(scenario, edition: edition, policies: policies)
    } catch { throw LessonError(error.words) }
    guard let schedule else { return stepper }
    if schedule == SimulationPlan.wholeRun {
      stepper.playToEnd(limit: SimulationPlan.longestRun)
      return stepper
    }
    let names = stepper.model.threads.map(\.name)
    guard let moves = try? Schedule(schedule, threads: names).moves else {
      throw LessonError(
        "the schedule “\(schedule)” can't be read; threads are "
          + names.joined(separator: ", "))
    }
    let (taken, refusal) = stepper.play(moves)
    if let refusal {
      throw LessonError("move \(taken + 1) of the schedule can't be taken: \(refusal)")
    }
    return stepper
  }
}
