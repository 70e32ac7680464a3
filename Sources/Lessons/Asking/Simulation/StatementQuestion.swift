import Documents
import Interleavings
import KVM
import Query

/// `statement`: is this true? What decides it is asked of the engine: of every order of a scenario, of
/// one run, or of a recording.
struct StatementQuestion: QuestionMaker {
  static let kind = "statement"
  static let keys =
    InstantAsked.keys + ["says", "true-if", "reachable", "holds", "some"]

  let asked: InstantAsked
  let says: String
  let test: Test
  /// Whether the statement is true where the test answers yes; else where it answers no.
  let isTrueIfYes: Bool

  /// What is asked of the engine.
  enum Test {
    /// Whether any order leads to a state in which a formula holds.
    case reachable(String)
    /// Whether a formula holds at the instant.
    case holds(String)
    /// Whether any event satisfies a filter.
    case some(QueryExpression, text: String)
  }

  init(_ fields: QuestionFields) throws(DocumentError) {
    asked = try InstantAsked(fields)
    says = try fields.need("says").flowing()
    let tests = ["reachable", "holds", "some"].filter { fields[$0] != nil }
    guard tests.count == 1, let name = tests.first else {
      throw fields.value.expected("one of “reachable”, “holds” and “some”, which decides it")
    }
    let value = try fields.need(name)
    test =
      switch name {
      case "reachable": .reachable(try value.flowing())
      case "holds": .holds(try value.flowing())
      default: .some(try value.filter(), text: try value.flowing())
      }
    let decides = try fields.need("true-if")
    guard ["yes", "no"].contains(try decides.text()) else {
      throw decides.expected("yes or no: the test's answer for which the statement is true")
    }
    isTrueIfYes = try decides.text() == "yes"
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (isYes, story) = try answer(in: context)
    let isTrue = isYes == isTrueIfYes
    return Question(
      "True or false? \(says)", form: .choice(["true", "false"], right: isTrue ? 0 : 1),
      explanation: ["\(isTrue ? "True" : "False"). \(story)"])
  }

  private func answer(in context: QuestionContext) throws(LessonError) -> (Bool, String) {
    switch test {
    case .reachable(let formula): return try search(formula, in: context)
    case .holds(let formula):
      let (stepper, instant) = try asked.stepper(in: context)
      let isYes = try stepper.value(of: formula, at: instant) != 0
      return (
        isYes,
        "In \(stepper.scenario.name) after \(instant) steps `\(formula)` is "
          + (isYes ? "so." : "not so.")
      )
    case .some(let expression, let text):
      let timeline = try context.timeline()
      let found = timeline.firstEvent(EventFilter(expression, for: timeline))
      let story = found.map { "event \($0) is the first: `\(timeline.shortText(ofEventAt: $0))`" }
      return (
        found != nil,
        "Asked of the \(timeline.log.count) events, `\(text)`: \(story ?? "none satisfies it")."
      )
    }
  }

  private func search(
    _ formula: String, in context: QuestionContext
  ) throws(LessonError) -> (Bool, String) {
    let (scenario, edition, policies) = try asked.simulation.scenario(in: context)
    let outcome = try BoundedSearch.outcome(of: scenario, edition, policies, lookingFor: formula)
    let found = outcome.findings.first {
      $0.rule == .kernelAssertion && $0.reason == StateProbe.reachedWords
    }
    guard let found else {
      // What ends a search before its end can hide what comes after.
      guard outcome.findings.isEmpty else {
        throw LessonError("the search ends at \(outcome.findings[0].rule.rawValue)")
      }
      return (
        false,
        "In none of the \(outcome.result.progress.states) states that any order of \(scenario.name) "
          + "in \(edition.name) leads to does `\(formula)` hold."
      )
    }
    let order = found.schedule.text(threads: scenario.threads.map(\.name))
    return (
      true, "In \(scenario.name) in \(edition.name) the order `\(order)` leads to `\(formula)`."
    )
  }
}
