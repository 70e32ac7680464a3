/// A lesson's questions on a sheet: the same seed gives the same paper, and its key.
public struct Paper: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The seed.
  public let seed: UInt64
  /// The session the questions are from.
  public let session: LessonSession
  /// The questions in order, with their sections' numbers.
  public let questions: [(question: Question, section: Int)]

  /// Makes all questions.
  ///
  /// - Throws: ``LessonFailure`` where one has no answer.
  public init(_ lesson: Lesson, seed: UInt64, world: LessonWorld) throws(LessonFailure) {
    session = try LessonSession(lesson, seed: seed, world: world)
    self.lesson = lesson
    self.seed = seed
    questions = session.pages.compactMap { page in
      guard case .question(let question, _) = page.content else { return nil }
      return (question, page.section)
    }
  }

  /// Marks answers in the order of the questions; those that are missing count as wrong.
  public func grade(_ answers: [String]) -> Grade {
    let markings = questions.enumerated().map { number, item -> Marking in
      guard answers.indices.contains(number), !answers[number].trimmed.isEmpty else {
        return .wrong("no answer")
      }
      return item.question.form.mark(answers[number])
    }
    return Grade(markings: markings)
  }

  /// What answers to a paper are worth.
  public struct Grade: Hashable, Sendable {
    /// One for each question.
    public var markings: [Marking]

    /// How many are right.
    public var right: Int { markings.count(where: \.isRight) }
  }
}
