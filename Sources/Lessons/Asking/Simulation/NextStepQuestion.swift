import Documents
import KVM

/// `next-step`: what does a thread do next?
struct NextStepQuestion: QuestionMaker {
  static let kind = "next-step"
  static let keys = SimulationAsked.keys + ["thread"]

  let simulation: SimulationAsked
  let thread: String?

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
    thread = try fields["thread"]?.text()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try simulation.stepper(in: context)
    let usual = stepper.usualMove(at: instant)?.thread
    guard let number = try thread.map(stepper.thread(named:)) ?? usual else {
      throw LessonError("no thread can move here")
    }
    let status = stepper.threads(at: instant)[number]
    guard status.isEnabled, !status.saying.isEmpty else {
      throw LessonError("\(status.name) can't move here")
    }
    let others = sayings(of: number, in: stepper, besides: status.saying)
    let wrong = context.random.shuffled(others).prefix(3)
    let choices = context.random.shuffled([status.saying] + wrong)
    let function = status.function.isEmpty ? "" : " It is \(status.step) in `\(status.function)`."
    let source = status.source.isEmpty ? "" : " Source: \(status.source)."
    return Question(
      "What does `\(status.name)` do next?",
      form: .choice(choices, right: choices.firstIndex(of: status.saying) ?? 0),
      hints: [
        "The Threads panel has where \(status.name) stands; its last step tells what is missing."
      ],
      explanation: ["\(status.name): \(status.saying).\(function)\(source)"])
  }

  /// What the thread says elsewhere on its way, each once.
  private func sayings(
    of thread: Int, in stepper: Stepper, besides saying: String
  ) -> [String] {
    let whole = stepper.playedOn(from: stepper.count - 1)
    var sayings: [String] = []
    for instant in 0..<whole.count {
      let other = whole.threads(at: instant)[thread].saying
      if !other.isEmpty, other != saying, !sayings.contains(other) { sayings.append(other) }
    }
    return sayings
  }
}
