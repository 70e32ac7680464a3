import VMSA

/// “Which index into the level 2 table does this address have?”
struct IndexQuestion: CaseMaker {
  static let kind = "index"
  static let title = "Indexes into tables"
  static let keys = CaseChoice.keysWithLevel
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (taken, root) = try choice.takeWithRoot(&context)
    let level = try choice.level(of: root.levels, &context)
    let bits = root.indexBits(at: level)
    let index = root.index(of: taken.address.raw, at: level)
    return Question(
      "With a \(root.words), which index into the \(level.words) table does "
        + "`\(taken.address)` have?",
      form: .number(UInt64(index), unit: ""),
      hints: [
        "A table of a \(root.format.granule.name) granule resolves \(root.format.granule.stride) "
          + "bits, and the lowest \(root.format.granule.pageShift) are the offset in the page.",
        "The index is bits \(bits.upperBound):\(bits.lowerBound) of the address.",
      ],
      explanation: [
        "The index at \(level.words) is bits \(bits.upperBound):\(bits.lowerBound): "
          + "(`\(taken.address)` >> \(bits.lowerBound)) mod \(UInt64(1) << UInt64(bits.count)) = "
          + "\(index), which is \(Hexadecimal.plain(UInt64(index)))."
      ],
      evidence: TranslationEvidence(taken, asked: "index level=\(level.number)"))
  }
}
