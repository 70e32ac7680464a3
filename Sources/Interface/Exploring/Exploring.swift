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

  /// What several answers come to: how many of each kind, and which the fewer are.
  var summary: String? {
    guard questions.count > 1 else { return nil }
    var (safe, wrong): ([String], [String]) = ([], [])
    for (question, answer) in zip(questions, answers) {
      switch answer?.verdict {
      case .safe?: safe.append(question.title)
      case .violation?: wrong.append(question.title)
      default: break
      }
    }
    let words = "\(safe.count) safe, \(wrong.count) not"
    let isSafeRarer = safe.count <= wrong.count
    let rarer = isSafeRarer ? safe : wrong
    guard !rarer.isEmpty, rarer.count <= Exploring.mostNamed else { return words + "." }
    return "\(words). \(isSafeRarer ? "Safe" : "Not safe"): \(rarer.joined(separator: ", "))."
  }

  /// So many are named; more would take the place of the answers.
  private static let mostNamed = 6

  /// The counterexample of the chosen question; nil while there is none.
  var counterexample: (ExplorationQuestion, ExplorationAnswer.Counterexample)? {
    guard questions.indices.contains(selected),
      case .violation(let found, _)? = answers[selected]?.verdict
    else { return nil }
    return (questions[selected], found)
  }
}
