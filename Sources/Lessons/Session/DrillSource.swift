/// Exercises without end: one question after another, harder after right answers, easier after wrong ones.
public struct DrillSource: Sendable {
  /// The kinds that are asked, one of them each time.
  public let kinds: [any DrillMaker.Type]
  /// How hard questions are now, 1 to 3.
  public private(set) var difficulty: Int
  /// Whether the difficulty stays as it was given.
  public let isFixed: Bool
  /// How many right answers came in a row at this difficulty.
  private var streak = 0

  /// So many right answers in a row make it harder.
  private static let streakForMore = 3

  /// Asks of the kinds given, or of all.
  ///
  /// - Parameter difficulty: nil begins with 1 and follows the answers.
  public init(kinds: [any DrillMaker.Type] = QuestionKinds.drills, difficulty: Int? = nil) {
    self.kinds = kinds
    self.difficulty = min(max(difficulty ?? 1, 1), 3)
    isFixed = difficulty != nil
  }

  /// Takes in what became of the last question.
  mutating func note(_ result: PageResult?) {
    guard !isFixed else { return }
    switch result {
    case .right:
      streak += 1
      if streak >= DrillSource.streakForMore, difficulty < 3 {
        difficulty += 1
        streak = 0
      }
    case .wrong:
      streak = 0
      difficulty = max(1, difficulty - 1)
    case .skipped, nil: streak = 0
    }
  }

  /// The question of a number: the same for the same seed and difficulty.
  ///
  /// - Throws: ``LessonFailure`` where none of the kinds has an answer.
  func question(
    seed: UInt64, number: Int, world: LessonWorld
  ) throws(LessonFailure) -> (question: Question, kind: String) {
    var random = SeededRandom(seed: seed, part: number)
    var reason = "there are no kinds of exercises"
    for kind in random.shuffled(kinds) {
      var context = QuestionContext(
        random: SeededRandom(seed: random.next(), part: number), world: world)
      do {
        return (try kind.init(difficulty: difficulty).question(in: &context), kind.kind)
      } catch { reason = error.description }
    }
    throw LessonFailure(place: "exercises", reason: reason)
  }
}

extension Lesson {
  /// The name that exercises go by.
  public static let exercisesID = "exercises"

  /// Exercises dressed as a lesson, for those who show one.
  static func exercises(of kinds: [any DrillMaker.Type]) -> Lesson {
    let title = kinds.count == 1 ? "Exercises: \(kinds[0].title.lowercased())" : "Exercises"
    return Lesson(
      id: exercisesID, title: title, audience: "everyone", minutes: 10, goals: [], after: [],
      sections: [], file: exercisesID)
  }
}
