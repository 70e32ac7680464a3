import VMSA

/// “How many entries has the first table of a walk of 42-bit addresses?”
struct TableEntriesQuestion: GeometryMaker {
  static let kind = "table-entries"
  static let title = "Entries of a table"
  static let keys = ["granule", "bits", "difficulty"]
  let choice: GeometryChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    // With 4K alone the easy question would always be the same one.
    let granule = choice.granule ?? context.random.one(of: Granule.allCases) ?? .size4K
    let isFirst = choice.bits != nil || (choice.difficulty >= 2 && context.random.coin())
    guard isFirst else {
      return Question(
        "How many entries has a full table with a \(granule.name) granule?",
        form: .number(UInt64(granule.entriesPerTable), unit: "entries"),
        hints: ["A table is as large as a page.", "An entry has 64 bits."],
        explanation: [
          "A table is as large as a page, \(granule.pageSizeBytes) bytes, and an entry has 8: "
            + "\(granule.pageSizeBytes) / 8 = \(granule.entriesPerTable)."
        ])
    }
    let bits = try choice.takeBits(in: 25...(granule == .size64K ? 52 : 48), &context)
    guard let level = granule.startLevel(inputBits: bits) else {
      throw LessonError("no walk has \(bits) bits")
    }
    let shift = granule.shift(at: level)
    let entries: UInt64 = 1 << UInt64(bits - shift)
    return Question(
      "Stage 1 walks of \(bits)-bit addresses with a \(granule.name) granule start at "
        + "\(level.words). How many entries has their first table?",
      form: .number(entries, unit: "entries"),
      hints: [
        "The first table resolves only what the others leave.",
        "The levels below and the offset take the lowest \(shift) bits of \(bits).",
      ],
      explanation: [
        "The offset takes \(granule.pageShift) bits and each of the \(3 - level.number) levels "
          + "below \(granule.stride): \(shift) together. \(bits) − \(shift) = \(bits - shift) are "
          + "left, for 2^\(bits - shift) = \(entries) entries."
      ])
  }
}
