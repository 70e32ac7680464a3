import Explorer
import Interleavings
import KVM
import Synchronization

/// Searches for questions: bounded, so that no lesson waits for ever.
enum BoundedSearch {
  /// The most states a question's search may take.
  private static let mostStates = 2_000_000

  /// What is searched: a scenario that comes along, by its name.
  private struct Key: Hashable {
    var scenario: String
    var edition: Edition
    var policies: [String: String]
    var formula: String?
  }

  /// What was found so far: a lesson's questions are made anew for every seed, and ask the same.
  private static let known = Mutex<[Key: Outcome]>([:])

  /// What a search of every order of a scenario that comes along finds.
  ///
  /// - Parameter formula: a state that is looked for besides; nil for none.
  /// - Throws: ``LessonError`` where it can't be searched to its end.
  static func outcome(
    of scenario: Scenario, _ edition: Edition, _ policies: [String: String],
    lookingFor formula: String? = nil
  ) throws(LessonError) -> Outcome {
    let key = Key(
      scenario: scenario.name, edition: edition, policies: policies, formula: formula)
    if let outcome = known.withLock({ $0[key] }) { return outcome }
    let outcome = try search(scenario, key)
    known.withLock { $0[key] = outcome }
    return outcome
  }

  private static func search(_ scenario: Scenario, _ key: Key) throws(LessonError) -> Outcome {
    var options = SearchOptions()
    options.mostStates = mostStates
    let exploration: Exploration
    do {
      exploration = try Exploration(
        scenario, edition: key.edition, policies: key.policies,
        library: try key.formula.map(StateProbe.library(forbidding:)) ?? .standard,
        options: options)
    } catch { throw LessonError((key.formula.map { "“\($0)”: " } ?? "") + error.words) }
    let outcome = exploration.run()
    if case .notExhausted = outcome.verdict {
      throw LessonError("a search of \(scenario.name) comes to no end within \(mostStates) states")
    }
    return outcome
  }
}
