import VMSA

/// “The walk read this table entry; which entry is read next?”
struct NextEntryQuestion: CaseMaker {
  static let kind = "next-entry"
  static let title = "Which entry is read next"
  static let keys = CaseChoice.keysWithLevel
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (taken, root) = try choice.takeWithRoot(&context, entries: 2)
    let steps = taken.steps
    let tables = steps.dropLast().map(\.level)
    let level = try choice.level(of: tables, &context)
    guard let place = steps.firstIndex(where: { $0.level == level }) else {
      throw LessonError("the walk does not come to \(level.words)")
    }
    let (step, next) = (steps[place], steps[place + 1])
    let bits = root.indexBits(at: next.level)
    let table = next.tableAddress
    let size = root.format.granule.pageSizeBytes
    let offset = taken.address.offset(in: size)
    let mistakes: [UInt64] = [
      table.raw &+ UInt64(next.index),  // not times 8
      table.raw &+ UInt64(step.index) &* 8,  // the index of the level before
      table.raw &+ (offset & ~7),  // the offset in the page
      step.tableAddress.raw &+ UInt64(next.index) &* 8,  // in the table before
      table.raw, table.raw &+ UInt64(next.index) &* 8 &+ 8, table.raw &+ 8,
    ]
    return Question(
      "A walk with a \(root.words) translates `\(taken.address)`. At \(level.words) it read the "
        + "entry `\(step.descriptor.raw.hexWord)`. Which entry is read next?",
      form: .choice(
        right: next.entryAddress.grouped, wrong: mistakes.map(\.hex), &context.random),
      hints: [
        "The entry leads to a table; its attribute bits are no part of the table's address.",
        "The index into that table is bits \(bits.upperBound):\(bits.lowerBound), \(next.index).",
      ],
      explanation: [
        "Bits 1:0 are 11, so the entry leads to a table, at `\(table)`.",
        "The index at \(next.level.words) is bits \(bits.upperBound):\(bits.lowerBound) of the "
          + "address, \(next.index); of 8 bytes an entry: `\(table)` + "
          + "\(Hexadecimal.plain(UInt64(next.index) * 8)) = `\(next.entryAddress)`.",
      ],
      evidence: TranslationEvidence(taken, asked: "next-entry level=\(level.number)"))
  }
}
