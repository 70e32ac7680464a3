import VMSA

/// “How much can a TLB hold as one where leaves have the Contiguous bit?”
struct ContiguousSpanQuestion: GeometryMaker {
  static let kind = "contiguous-span"
  static let title = "What a contiguous run spans"
  static let keys = ["granule", "level", "difficulty"]
  let choice: GeometryChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let granule = choice.takeGranule(&context)
    let levels = Level.allCases.filter { granule.contiguousEntries(at: $0) != nil }
    let level = try choice.takeLevel(of: levels, &context)
    guard let count = granule.contiguousEntries(at: level) else {
      throw LessonError("\(level.words) has no contiguous runs")
    }
    let leaf = granule.entrySpanBytes(at: level)
    let size = UInt64(count) * leaf
    let wrong = [16, 32, 128, 8, 64].filter { $0 != count }.map { UInt64($0) * leaf }
    return Question(
      "How much memory does a whole contiguous run of \(level.words) leaves map with a "
        + "\(granule.name) granule?",
      form: .choice(
        right: ByteSize.text(size), wrong: wrong.map(ByteSize.text), &context.random),
      hints: [
        "It depends on the granule and the level: 16, 32 or 128 leaves.",
        "A run has \(count) leaves here, each of \(ByteSize.text(leaf)).",
      ],
      explanation: [
        "With a \(granule.name) granule \(count) leaves of \(level.words) make a run (Arm ARM, "
          + "“Contiguous bit”), each of \(ByteSize.text(leaf)): \(ByteSize.text(size))."
      ])
  }
}
