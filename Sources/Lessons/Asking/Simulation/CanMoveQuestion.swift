import Documents
import KVM

/// `can-move`: can a thread take its next step, and if not, why not?
struct CanMoveQuestion: QuestionMaker {
  static let kind = "can-move"
  static let keys = SimulationAsked.keys + ["thread"]

  let simulation: SimulationAsked
  let thread: String

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
    thread = try fields.need("thread").text()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try simulation.stepper(in: context)
    let status = stepper.threads(at: instant)[try stepper.thread(named: thread)]
    let yes = "yes, nothing is in its way"
    var choices = [yes]
    for lock in stepper.model.locks { choices.append("no, it waits for \(lock.words)") }
    choices.append("no, it has come to its end")
    var right = yes
    if status.isFinished { right = "no, it has come to its end" }
    if let wait = status.waitsFor { right = "no, it waits for \(wait.words)" }
    if !choices.contains(right) { choices.append(right) }
    let why = status.waitsFor.map { wait in
      let mode = wait.mode.map { " for \($0.word == "read" ? "reading" : "writing")" } ?? ""
      let others =
        wait.threads.isEmpty ? "" : "; in the way: \(wait.threads.joined(separator: ", "))"
      return "\(thread) wants \(wait.words)\(mode)\(others)."
    }
    return Question(
      "Can `\(thread)` take its next step now?",
      form: .choice(choices, right: choices.firstIndex(of: right) ?? 0),
      hints: ["Who holds what \(thread) needs next? The Locks panel tells."],
      explanation: [why ?? "\(right.prefix(1).uppercased())\(right.dropFirst())."])
  }
}
