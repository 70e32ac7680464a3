import Documents
import VMSA

/// “How many tables side by side does a stage 2 of 40-bit addresses start with?”
struct FirstTablesQuestion: DrillMaker {
  static let kind = "first-tables"
  static let title = "Concatenated first tables"
  /// Those of a shape but the level, and `what`: tables (how many) or level (which one is first).
  static let keys = ["granule", "bits", "difficulty", "what"]
  let choice: GeometryChoice
  let what: What?

  /// What is asked for.
  enum What: Sendable {
    case tables, level
  }

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try GeometryChoice(fields)
    what = try fields["what"]?.one(of: ["tables": .tables, "level": .level])
  }

  init(difficulty: Int) {
    choice = GeometryChoice(difficulty: difficulty)
    what = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let granule = choice.takeGranule(&context)
    let bits = try choice.takeBits(in: 32...48, &context)
    let tables = TranslationPlan.Tables(granule: granule, inputBits: bits, leaves: [], tablesAt: 0)
    guard let root = tables.shape(.two, isWide: false, region: .lower) else {
      throw LessonError("no stage 2 walk has \(bits) bits")
    }
    let level = root.startLevel
    let shift = granule.shift(at: level)
    let left = bits - shift
    let drawn: What = choice.difficulty >= 2 && context.random.coin() ? .level : .tables
    let asksLevel = (what ?? drawn) == .level
    let names = Level.allCases.filter { $0 > .minusOne }.map(\.words)
    let explanation =
      "Walking from \(level.words) leaves \(bits) − \(shift) = \(left) bits to the first table. One "
      + "table resolves \(granule.stride), and up to 16 may stand side by side, which are 4 bits "
      + "more: \(root.concatenatedTables) \(root.concatenatedTables == 1 ? "table is" : "tables are") "
      + "needed. From a level further down it would be more than \(granule.stride + 4) bits."
    let start =
      "A stage 2 translates \(bits)-bit intermediate addresses with a \(granule.name) granule"
    if asksLevel {
      return Question(
        start + " and starts as far down as concatenated tables allow. At which level?",
        form: .choice(of: names, right: level.words),
        hints: ["Up to 16 tables may stand side by side at the start."], explanation: [explanation])
    }
    return Question(
      start + " and starts at \(level.words). How many tables stand side by side there?",
      form: .number(UInt64(root.concatenatedTables), unit: "tables"),
      hints: [
        "Count the bits that the levels below \(level.words) resolve: what is left is the index.",
        "\(left) bits are left, and one table resolves \(granule.stride).",
      ],
      explanation: [explanation + " (Arm ARM, “Concatenated translation tables”)"])
  }
}
