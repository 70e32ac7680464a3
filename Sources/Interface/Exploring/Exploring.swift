/// Questions to the explorer that cover the screen, with the answers so far.
struct Exploring: Sendable {
  /// What is asked: “every order of S4”.
  let title: String
  let questions: [ExplorationQuestion]
  /// By question; nil for those that are still to come.
  private(set) var answers: [ExplorationAnswer?]
  /// The question that is chosen.
  private(set) var selected = 0

  init(_ title: String, _ questions: [ExplorationQuestion]) {
    self.title = title
    self.questions = questions
    answers = questions.map { _ in nil }
  }

  /// Whether there are questions that are not answered yet.
  var isSearching: Bool {
    answers.contains { $0 == nil || $0?.verdict == .searching }
  }

  /// Takes an answer in, to a question by its number.
  mutating func take(_ answer: ExplorationAnswer, to question: Int) {
    guard answers.indices.contains(question) else { return }
    answers[question] = answer
  }

  /// Chooses a question so many further down.
  mutating func move(by rows: Int) {
    selected = min(max(selected.advancedClamping(by: rows), 0), max(0, questions.count - 1))
  }

  /// The questions whose answer is that nothing goes wrong.
  var safeTitles: [String] {
    zip(questions, answers).compactMap { question, answer in
      if case .safe? = answer?.verdict { return question.title }
      return nil
    }
  }

  /// The counterexample of the chosen question; nil while there is none.
  var counterexample: (ExplorationQuestion, ExplorationAnswer.Counterexample)? {
    guard questions.indices.contains(selected),
      case .violation(let found, _)? = answers[selected]?.verdict
    else { return nil }
    return (questions[selected], found)
  }
}
