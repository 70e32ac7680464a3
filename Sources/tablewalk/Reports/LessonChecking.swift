import Interface
import Lessons

/// `learn --check`: whether a lesson can be given to students.
enum LessonChecking {
  /// How many variants of a lesson's questions are made.
  private static let seeds: ClosedRange<UInt64> = 1...10

  /// Checks lessons and says what is wrong with each; throws where something is.
  static func run(_ lessons: [Lesson], _ format: LearnFormat) throws {
    let checks = lessons.map { lesson in
      LessonRehearsal(lesson, seeds: seeds, world: .ofProgram, asking: BackgroundExploration.answer)
    }
    if format == .json {
      try Output.write(try JSONOutput.text(LessonCheckReport(checks)))
    } else {
      for check in checks {
        try Output.write(check.sentence)
        for problem in check.problems { try Output.write("  \(problem.description)") }
      }
    }
    if checks.contains(where: { !$0.problems.isEmpty }) { throw AnswerIsNo() }
  }
}

/// What checking lessons found, for scripts.
///
/// The keys are a promise: none is renamed or dropped while ``version`` is 1.
private struct LessonCheckReport: Encodable {
  let version = 1
  let lessons: [Entry]

  struct Entry: Encodable {
    let id: String
    let file: String
    let questions: Int
    let tasks: Int
    let problems: [String]
  }

  init(_ checks: [LessonRehearsal]) {
    lessons = checks.map {
      Entry(
        id: $0.lesson.id, file: $0.lesson.file, questions: $0.questions, tasks: $0.tasks,
        problems: $0.problems.map(\.description))
    }
  }
}
