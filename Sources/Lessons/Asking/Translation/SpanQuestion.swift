import VMSA

/// “How much does one entry of level 2 map?”
struct SpanQuestion: GeometryMaker {
  static let kind = "span"
  static let title = "What one entry spans"
  static let keys = ["granule", "level", "difficulty"]
  let choice: GeometryChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let granule = choice.takeGranule(&context)
    let level = try choice.takeLevel(of: granule.walkLevels, &context)
    let size = granule.entrySpanBytes(at: level)
    // The neighbours' sizes, those of another granule, and a size without the power of two.
    let others: [UInt64] =
      granule.walkLevels.map(granule.entrySpanBytes)
      + Granule.allCases.map { $0.entrySpanBytes(at: level) }
    let nearest = others.filter { $0 != size }.sorted { distance($0, size) < distance($1, size) }
    return Question(
      "How much memory does one entry of a \(level.words) table span with a \(granule.name) granule?",
      form: .choice(
        right: ByteSize.text(size), wrong: nearest.map(ByteSize.text), &context.random),
      hints: [
        "An entry of level 3 spans a page; one a level up spans a whole table of them.",
        "A table has \(granule.entriesPerTable) entries.",
      ],
      explanation: [
        level == .three
          ? "An entry of level 3 maps a page, which has \(granule.name)."
          : "A page of level 3 has \(granule.name) = 2^\(granule.pageShift) bytes, and every level "
            + "above spans \(granule.entriesPerTable) = 2^\(granule.stride) times as much: "
            + "2^\(granule.pageShift) · 2^(\(granule.stride) · \(3 - level.number)) bytes = "
            + "\(ByteSize.text(size)) at \(level.words)."
      ])
  }

  /// How far two sizes are from each other, in powers of two.
  private func distance(_ one: UInt64, _ other: UInt64) -> Int {
    abs(one.leadingZeroBitCount - other.leadingZeroBitCount)
  }
}
