import Documents
import KVM

/// The simulation that a question is about: its own, or that of the section's scene.
struct SimulationAsked: Sendable {
  /// The question's own; nil for the scene's.
  let plan: SimulationPlan?

  /// The keys that name one.
  static let keys = SimulationPlan.keys

  init(_ fields: QuestionFields) throws(DocumentError) {
    plan =
      fields["scenario"] == nil ? nil : try SimulationPlan(fields.fields, of: fields.value)
  }

  /// The simulation at the instant asked about.
  func stepper(in context: QuestionContext) throws(LessonError) -> (Stepper, instant: Int) {
    if let plan {
      let stepper = try plan.stepper()
      return (stepper, stepper.count - 1)
    }
    guard case .simulation(let stepper, let instant)? = context.scene else {
      throw LessonError(
        "a scenario is asked about, and neither the question nor its section has one")
    }
    return (stepper, instant)
  }

  /// What can be searched: the scenario with its edition and policies.
  func scenario(
    in context: QuestionContext
  ) throws(LessonError) -> (Scenario, Edition, [String: String]) {
    let (stepper, _) = try stepper(in: context)
    return (stepper.scenario, stepper.model.edition, stepper.policies)
  }
}

extension Stepper {
  /// The number of a thread by its name.
  func thread(named name: String) throws(LessonError) -> Int {
    guard let number = model.threads.firstIndex(where: { $0.name == name }) else {
      throw LessonError(
        "no thread is called “\(name)”; there are "
          + model.threads.map(\.name).joined(separator: ", "))
    }
    return number
  }

  /// The simulation gone on with in the usual order to its end, from an instant.
  func playedOn(from instant: Int) -> Stepper {
    var copy = self
    _ = copy.run(
      from: instant, limit: SimulationPlan.longestRun,
      next: { stepper, instant in
        stepper.isFinished(at: instant) ? nil : stepper.usualMove(at: instant)
      }, until: { _ in false })
    return copy
  }
}
