import Documents
import KVM

/// The instant of a simulation that a question is about: where the schedule ends, or, with `moves: end`,
/// where everything ends.
struct InstantAsked: Sendable {
  /// The simulation.
  let simulation: SimulationAsked
  /// Whether it is gone on with to its end first.
  let isAtEnd: Bool

  /// The keys that name it.
  static let keys = SimulationAsked.keys + ["moves"]

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
    if let moves = fields["moves"], try moves.text() != SimulationPlan.wholeRun {
      throw moves.expected(SimulationPlan.wholeRun)
    }
    isAtEnd = fields["moves"] != nil
  }

  /// The simulation, and the instant asked about.
  func stepper(in context: QuestionContext) throws(LessonError) -> (Stepper, instant: Int) {
    let (stepper, instant) = try simulation.stepper(in: context)
    guard isAtEnd else { return (stepper, instant) }
    let whole = stepper.playedOn(from: instant)
    return (whole, whole.count - 1)
  }
}
