/// What a student has done so far, to be kept between sessions.
public struct LearningProgress: Hashable, Sendable, Codable {
  /// The version of what is stored.
  public static let version = 1

  /// The version it was stored as.
  public var version = LearningProgress.version
  /// What was done with each lesson, by its short name.
  public var lessons: [String: LessonRecord] = [:]
  /// What was done with exercises, by their kind.
  public var exercises: [String: ExerciseRecord] = [:]

  /// Nothing yet.
  public init() {}

  /// What was done with one lesson.
  public struct LessonRecord: Hashable, Sendable, Codable {
    /// The page to go on with.
    public var place = 0
    /// The seed of the questions, so that they are the same when one goes on.
    public var seed: UInt64
    /// What was done with each page.
    public var results: [PageResult?] = []
    /// The best score so far; nil before the lesson was done to its end.
    public var best: LessonScore?

    /// Whether the lesson was done to its end with nothing passed over.
    public var isDone: Bool { best?.isComplete ?? false }
  }

  /// What was done with one kind of exercise.
  public struct ExerciseRecord: Hashable, Sendable, Codable {
    /// How many were answered.
    public var asked = 0
    /// How many of them rightly.
    public var right = 0
    /// The highest difficulty reached, 1 to 3.
    public var difficulty = 1
  }

  /// Takes in where a session stands.
  public mutating func note(_ session: LessonSession) {
    if session.drills != nil { return }
    var record = lessons[session.lesson.id] ?? LessonRecord(seed: session.seed)
    record.seed = session.seed
    record.place = session.isAtEnd ? 0 : session.place
    record.results = session.isAtEnd ? [] : session.results
    if session.isAtEnd, session.score.right >= record.best?.right ?? 0 {
      record.best = session.score
    }
    lessons[session.lesson.id] = record
  }

  /// Takes in what became of an exercise, once.
  public mutating func note(exercise kind: String, isRight: Bool, difficulty: Int) {
    var record = exercises[kind] ?? ExerciseRecord()
    record.asked += 1
    if isRight {
      record.right += 1
      record.difficulty = max(record.difficulty, difficulty)
    }
    exercises[kind] = record
  }

  /// Whether a lesson was done to its end.
  public func isDone(_ id: String) -> Bool { lessons[id]?.isDone ?? false }
}

extension LessonSession {
  /// Goes on where a student left off; a lesson that has changed since is begun anew.
  public mutating func resume(_ record: LearningProgress.LessonRecord) {
    guard record.seed == seed, record.results.count == pages.count,
      pages.indices.contains(record.place)
    else { return }
    takeResults(record.results)
    go(to: record.place)
  }
}
