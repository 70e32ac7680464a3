import Documents
import Interleavings
import KVM

/// `verdict`: what does a search of every order find?
struct VerdictQuestion: QuestionMaker {
  static let kind = "verdict"
  static let keys = SimulationAsked.keys

  let simulation: SimulationAsked

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (scenario, edition, policies) = try simulation.scenario(in: context)
    let outcome = try BoundedSearch.outcome(of: scenario, edition, policies)
    let found = outcome.shortest()
    let choices = RuleChoices(wrong: &context.random, right: found?.rule)
    let differing = policies.sorted { $0.key < $1.key }.map { "`\($0.key): \($0.value)`" }
    let changed =
      differing.isEmpty ? "" : " with \(differing.joined(separator: " and "))"
    let states = outcome.result.progress.states
    let story =
      found.map {
        "After \($0.schedule.moves.count) steps, \($0.thread) at \($0.step): \($0.reason). The order "
          + "is `\($0.schedule.text(threads: names(scenario)))`."
      } ?? "All \(states) states that any order can lead to were looked at."
    return Question(
      "\(scenario.name), “\(scenario.title)”, in \(edition.name)\(changed): what can go wrong, in "
        + "whatever order the threads move?",
      form: .choice(choices.words, right: choices.place),
      hints: ["`x` on the scene's screen asks the explorer."], explanation: [story])
  }

  private func names(_ scenario: Scenario) -> [String] { scenario.threads.map(\.name) }
}
