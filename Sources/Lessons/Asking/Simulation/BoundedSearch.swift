import Explorer
import Interleavings
import KVM

/// Searches for questions: bounded, so that no lesson waits for ever.
enum BoundedSearch {
  /// The most states a question's search may take.
  private static let mostStates = 2_000_000

  /// What a search of every order finds.
  ///
  /// - Parameter library: the kernel's texts, with a rule of one's own added perhaps.
  /// - Throws: ``LessonError`` where it can't be searched to its end.
  static func outcome(
    of scenario: Scenario, _ edition: Edition, _ policies: [String: String],
    library: StepLibrary = .standard
  ) throws(LessonError) -> Outcome {
    var options = SearchOptions()
    options.mostStates = mostStates
    let exploration: Exploration
    do {
      exploration = try Exploration(
        scenario, edition: edition, policies: policies, library: library, options: options)
    } catch { throw LessonError(error.words) }
    let outcome = exploration.run()
    if case .notExhausted = outcome.verdict {
      throw LessonError("a search of \(scenario.name) comes to no end within \(mostStates) states")
    }
    return outcome
  }
}
