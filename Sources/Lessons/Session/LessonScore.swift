/// What became of a lesson's questions and tasks.
public struct LessonScore: Hashable, Sendable, Codable {
  /// How many there are.
  public var total = 0
  /// Answered rightly at once, or done.
  public var right = 0
  /// Answered wrongly.
  public var wrong = 0
  /// Passed over.
  public var skipped = 0

  init(_ pages: [LessonPage], _ results: [PageResult?]) {
    for (page, result) in zip(pages, results) {
      switch page.content {
      case .text, .end: continue
      case .question, .task: total += 1
      }
      switch result {
      case .right: right += 1
      case .wrong: wrong += 1
      case .skipped: skipped += 1
      case nil: break
      }
    }
  }

  /// Whether every question and task was answered or done, and none passed over.
  public var isComplete: Bool { right + wrong == total }
}
