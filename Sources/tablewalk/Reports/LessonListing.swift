import Lessons

/// `learn --list`: the lessons, how long they take, and what is done.
///
/// The keys are a promise to scripts: none is renamed or dropped while ``version`` is 1.
struct LessonListing: Encodable {
  let version = 1
  let lessons: [Entry]

  struct Entry: Encodable {
    let id: String
    let title: String
    let minutes: Int
    let done: Bool
  }

  init(progress: LearningProgress) {
    lessons = Lesson.builtIn.map {
      Entry(id: $0.id, title: $0.title, minutes: $0.minutes, done: progress.isDone($0.id))
    }
  }

  /// One line a lesson.
  private var text: String {
    let width = lessons.map(\.id.count).max() ?? 0
    return lessons.map { lesson in
      let id = lesson.id + String(repeating: " ", count: width - lesson.id.count)
      return "\(lesson.done ? "✓" : "·") \(id)  \(lesson.title) (\(lesson.minutes) min)"
    }.joined(separator: "\n")
  }

  func write(as format: LearnFormat) throws {
    try Output.write(format == .json ? try JSONOutput.text(self) : text)
  }
}
