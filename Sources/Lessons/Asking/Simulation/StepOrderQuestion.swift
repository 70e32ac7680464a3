import Documents
import KVM

/// `step-order`: in which order does a thread take these steps?
struct StepOrderQuestion: QuestionMaker {
  static let kind = "step-order"
  static let keys = SimulationAsked.keys + ["thread", "steps"]

  let simulation: SimulationAsked
  let thread: String
  /// Labels of steps, in any order.
  let steps: [String]

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
    thread = try fields.need("thread").text()
    steps = try fields.need("steps").texts()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try simulation.stepper(in: context)
    let number = try stepper.thread(named: thread)
    let whole = stepper.playedOn(from: instant)
    var taken: [(label: String, saying: String)] = []
    for (instant, move) in whole.moves.enumerated() where move.thread == number {
      let status = whole.threads(at: instant)[number]
      guard steps.contains(status.step), !taken.contains(where: { $0.label == status.step }) else {
        continue
      }
      taken.append((status.step, status.saying))
    }
    guard taken.count == steps.count else {
      let missing = steps.filter { step in !taken.contains { $0.label == step } }
      throw LessonError("\(thread) never takes \(missing.joined(separator: ", "))")
    }
    let places = context.random.shuffled(Array(taken.indices))
    let items = places.map { taken[$0].saying }
    let right = taken.indices.map { step in places.firstIndex(of: step) ?? 0 }
    return Question(
      "Put what `\(thread)` does in order.", form: .order(items, right: right),
      hints: ["What must be known, or held, before each of them?"],
      explanation: [
        "The order is " + taken.map { "\($0.label) (\($0.saying))" }.joined(separator: ", then ")
          + "."
      ])
  }
}
