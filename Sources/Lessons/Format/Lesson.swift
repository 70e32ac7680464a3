/// A lesson: sections of text beside a scene, with things to do and questions.
///
/// The file format is described in Documentation/LESSONS.md.
public struct Lesson: Sendable {
  /// Its short name, as the command takes it: “one-address”.
  public var id: String
  /// What it is called.
  public var title: String
  /// Who it is for.
  public var audience: String
  /// How long it takes, in minutes.
  public var minutes: Int
  /// What one can do after it.
  public var goals: [String]
  /// The lessons that come before it, by their short names.
  public var after: [String]
  /// Its sections.
  public var sections: [Section]
  /// The file it was read from.
  public var file: String

  /// The newest version of the format, which `lesson:` names.
  public static let formatVersion = 1

  /// A part of a lesson about one thing.
  public struct Section: Sendable {
    /// What it is about.
    public var title: String
    /// What it says.
    public var text: LessonText
    /// Where its facts are from: a title of the Arm ARM, a kernel file and version, or “[analysis]”.
    public var sources: [String]
    /// What is shown beside the text; nil for nothing.
    public var scene: ScenePlan?
    /// What the student does, in order.
    public var parts: [Part]
  }

  /// Something the student does.
  public enum Part: Sendable {
    /// Answers a question.
    case question(QuestionPlan)
    /// Does something in the scene.
    case task(TaskPlan)
  }

  /// The questions, in order.
  public var questions: [QuestionPlan] {
    sections.flatMap(\.parts).compactMap { if case .question(let plan) = $0 { plan } else { nil } }
  }
}

/// A question of a lesson, to be made when it is asked.
public struct QuestionPlan: Sendable {
  /// What makes it.
  public var maker: any QuestionMaker
  /// What the lesson says before the question itself.
  public var lead: String
  /// What the lesson says after the answer, behind the engine's own explanation.
  public var because: String
  /// Hints of the lesson, before the engine's own.
  public var hints: [String]
  /// The misconceptions of reference §10 it is about, by their numbers.
  public var misconceptions: [Int]
  /// The file and the line it stands on.
  public var place: String

  /// Makes the question.
  ///
  /// - Throws: ``LessonError`` where the engine has no answer, or no sound one.
  public func question(
    seed: UInt64, number: Int, world: LessonWorld, scene: Scene?
  ) throws(LessonError) -> Question {
    var context = QuestionContext(
      random: SeededRandom(seed: seed, part: number), world: world, scene: scene)
    var question = try maker.question(in: &context)
    if !lead.isEmpty { question.prompt.insert(lead, at: 0) }
    if !because.isEmpty { question.explanation.append(because) }
    question.hints = hints + question.hints
    guard question.form.isSound else {
      throw LessonError("the choices of this question are not distinct, or too few")
    }
    return question
  }
}

/// Something to be done in a scene.
public struct TaskPlan: Sendable {
  /// What is to be done.
  public var text: LessonText
  /// When it is done.
  public var goal: Goal
  /// What leads there, as keys and commands: “right*5”, “:variant 3”.
  public var way: [String]
  /// What helps.
  public var hints: [String]
  /// What is said once it is done.
  public var because: String
  /// The file and the line it stands on.
  public var place: String
}
