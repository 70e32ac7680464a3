import Documents
import KVM

/// `ends`: which rule does this one order of steps violate, if any?
struct EndsQuestion: QuestionMaker {
  static let kind = "ends"
  static let keys = SimulationAsked.keys

  let simulation: SimulationAsked

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try simulation.stepper(in: context)
    let whole = stepper.playedOn(from: instant)
    let choices = RuleChoices(wrong: &context.random, right: whole.violation?.rule)
    let story =
      whole.violation.map { "\($0.thread) at \($0.step): \($0.reason)." }
      ?? "Every thread comes to its end, and no rule is violated in this order."
    return Question(
      "What comes of this order of steps, gone on with to its end?",
      form: .choice(choices.words, right: choices.place),
      hints: ["`v` on the scene's screen runs it to its end."], explanation: [story])
  }
}
