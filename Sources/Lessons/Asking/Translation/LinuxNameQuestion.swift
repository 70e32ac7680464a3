import Documents
import VMSA

/// “What does Linux call the level 2 table?”
struct LinuxNameQuestion: DrillMaker {
  static let kind = "linux-name"
  static let title = "Linux's names of levels"
  /// `granule`, `levels` (CONFIG_PGTABLE_LEVELS, 2 to 5), `level` and `difficulty`.
  static let keys = ["granule", "levels", "level", "difficulty"]
  let choice: GeometryChoice
  let levels: Int?

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try GeometryChoice(fields)
    levels = try fields["levels"]?.number(2...5)
  }

  init(difficulty: Int) {
    choice = GeometryChoice(difficulty: difficulty)
    levels = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let granule = choice.takeGranule(&context)
    let usual = granule == .size64K ? [2, 3] : granule == .size16K ? [2, 3, 4] : [3, 4, 5]
    let count = levels ?? (choice.difficulty == 1 ? 4 : context.random.one(of: usual) ?? 4)
    let all = Level.allCases.filter { $0.number >= 4 - count }
    let level = try choice.takeLevel(of: all, &context)
    let name = level.linuxName(granule: granule, levels: count)
    return Question(
      "A kernel with \(granule.name) pages has CONFIG_PGTABLE_LEVELS=\(count). What does Linux "
        + "call an entry of the architecture's \(level.words)?",
      form: .choice(of: ["PGD", "P4D", "PUD", "PMD", "PTE"], right: name),
      hints: [
        "Linux counts from the top: the first table is always the PGD.",
        "From the bottom: level 3 has PTEs, level 2 PMDs, level 1 PUDs, level 0 P4Ds.",
      ],
      explanation: [
        "With \(count) levels walks start at level \(4 - count), which is the PGD. Below, names go "
          + "by size: level 3 PTE, level 2 PMD, level 1 PUD, level 0 P4D; those above the PGD are "
          + "folded into it. So \(level.words) is the \(name)."
      ],
      evidence: nil)
  }
}
