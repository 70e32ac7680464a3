import VMSA

/// “The level 2 table stands there; where is the entry of this address?”
struct EntryAddressQuestion: CaseMaker {
  static let kind = "entry-address"
  static let title = "Where an entry stands"
  static let keys = CaseChoice.keysWithLevel
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (taken, root) = try choice.takeWithRoot(&context)
    let steps = taken.steps
    let level = try choice.level(of: steps.map(\.level), &context)
    guard let step = steps.first(where: { $0.level == level }) else {
      throw LessonError("the walk does not come to \(level.words)")
    }
    let bits = root.indexBits(at: level)
    let entry = step.entryAddress
    return Question(
      "A walk with a \(root.words) translates `\(taken.address)`. Its \(level.words) table stands "
        + "at `\(step.tableAddress)`. At which address does it read the entry?",
      form: .address(entry.raw),
      hints: [
        "An entry has 8 bytes, and the index says how many entries come before it.",
        "The index is bits \(bits.upperBound):\(bits.lowerBound) of the address: \(step.index).",
      ],
      explanation: [
        "The index is bits \(bits.upperBound):\(bits.lowerBound) of `\(taken.address)`, "
          + "\(step.index). An entry has 8 bytes: `\(step.tableAddress)` + 8 · \(step.index) = "
          + "`\(step.tableAddress)` + \(Hexadecimal.plain(UInt64(step.index) * 8)) = `\(entry)`."
      ],
      evidence: TranslationEvidence(taken, asked: "entry-address level=\(level.number)"))
  }
}
