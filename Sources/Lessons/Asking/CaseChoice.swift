import Documents
import VMSA

/// Which translation a question is about: the file's, the scene's, or one that is drawn.
struct CaseChoice: Sendable {
  /// `case`: as a scene's translation; `difficulty`: 1 to 3, of what is drawn.
  static let keys = ["case", "difficulty"]
  /// The same, and `level`: the level asked about.
  static let keysWithLevel = keys + ["level"]

  /// What the file gives.
  var given: TranslationCase?
  /// How hard what is drawn may be; nil asks about the scene where there is one.
  var difficulty: Int?
  /// The level asked about; nil leaves it open.
  var level: Level?

  /// Draws everything.
  init(difficulty: Int) { self.difficulty = min(max(difficulty, 1), 3) }

  /// Reads what a file says.
  init(_ fields: QuestionFields) throws(DocumentError) {
    if let value = fields["case"] { given = try TranslationCase(value) }
    difficulty = try fields["difficulty"]?.number(1...3)
    level = try fields["level"]?.level()
  }

  /// The case; of those that are drawn the first that suits.
  func take(
    _ context: inout QuestionContext, stages: Int? = nil, canFault: Bool = false,
    where suits: (TranslationCase) -> Bool = { _ in true }
  ) throws(LessonError) -> TranslationCase {
    if let given { return given }
    if difficulty == nil, case .translation(let shown) = context.scene { return shown }
    for _ in 0..<1000 {
      let drawn = try TranslationCase.random(
        using: &context.random, difficulty: difficulty ?? 1, stages: stages, canFault: canFault)
      if suits(drawn) { return drawn }
    }
    throw LessonError("no case that suits was drawn")
  }

  /// The case of one stage; one that is drawn succeeds but for what is changed of its plan.
  func take(
    _ context: inout QuestionContext,
    adjusting: (inout TranslationPlan, inout SeededRandom) -> Void
  ) throws(LessonError) -> TranslationCase {
    if let given { return given }
    if difficulty == nil, case .translation(let shown) = context.scene { return shown }
    return try TranslationCase.random(
      using: &context.random, difficulty: difficulty ?? 1, adjusting: adjusting)
  }

  /// The case with the root of its stage 1; walks of those drawn read `entries` at least.
  func takeWithRoot(
    _ context: inout QuestionContext, entries: Int = 1
  ) throws(LessonError) -> (TranslationCase, WalkRoot) {
    let taken = try take(&context) { $0.steps.count >= entries }
    guard let root = taken.root else { throw LessonError("its registers start no walk") }
    return (taken, root)
  }

  /// The level asked about, or one of `levels`.
  func level(
    of levels: [Level], _ context: inout QuestionContext
  ) throws(LessonError) -> Level {
    guard let asked = level ?? context.random.one(of: levels), levels.contains(asked) else {
      let words = levels.map(\.words).joined(separator: ", ")
      throw LessonError("it can ask about \(words.isEmpty ? "no level" : words) here")
    }
    return asked
  }
}
