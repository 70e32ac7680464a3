import Documents
import Interleavings
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

/// The rules as choices: the right one, some wrong ones, and that nothing goes wrong.
struct RuleChoices {
  let words: [String]
  let place: Int

  init(wrong random: inout SeededRandom, right: InvariantRule?) {
    let rules: [InvariantRule] = [
      .freedTable, .freedPage, .missedWrite, .conflictingEntries, .referenceCount, .progress,
    ]
    let others = random.shuffled(rules.filter { $0 != right }).prefix(right == nil ? 3 : 2)
    let shown = ([right].compactMap(\.self) + others).sorted { $0.rawValue < $1.rawValue }
    words = shown.map { "\($0.rawValue) is violated: \($0.brokenWords)" } + ["nothing goes wrong"]
    place = right.flatMap { right in shown.firstIndex(of: right) } ?? shown.count
  }
}

extension InvariantRule {
  /// What it means that it is violated.
  var brokenWords: String {
    switch self {
    case .freedTable: "someone goes through a table that is gone"
    case .freedPage: "the guest can reach a page that is free"
    case .missedWrite: "the dirty log misses a write"
    case .conflictingEntries: "a TLB holds two entries for one address"
    case .referenceCount: "a table's reference count is wrong"
    case .precondition: "a step finds a lock or state it takes for granted missing"
    case .progress: "a thread waits or retries for ever"
    case .kernelAssertion: "an assertion of the kernel fails"
    case .model: "the model leaves its bounds"
    }
  }
}
