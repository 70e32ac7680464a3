/// One page of a lesson that is being done: something to read, a question, something to do, the end.
public struct LessonPage: Sendable {
  /// The section's number; the number of sections at the end.
  public var section: Int
  /// What stands on it.
  public var content: Content

  /// What stands on a page.
  public enum Content: Sendable {
    /// The section's text.
    case text
    /// A question, with its number in the lesson, from 0.
    case question(Question, number: Int)
    /// Something to do.
    case task(TaskPlan, number: Int)
    /// What came of the lesson.
    case end
  }
}

/// What a student did with a page.
public enum PageResult: String, Hashable, Sendable, Codable {
  /// Answered rightly, or done.
  case right
  /// Answered wrongly.
  case wrong
  /// Passed over.
  case skipped
}
