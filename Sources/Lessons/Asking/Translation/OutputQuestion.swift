import VMSA

/// “Where does this address lead?”
struct OutputQuestion: CaseMaker {
  static let kind = "output"
  static let title = "Output addresses"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context)
    guard let mapping = taken.translation.mapping, let root = taken.root,
      let leaf = mapping.stage1Leaf
    else { throw LessonError("the translation has a fault and no output address") }
    let size = leaf.leafSizeBytes
    let name = leaf.kind == .block ? "block" : "page"
    var explanation = taken.lines
    let last = mapping.stage2Leaf ?? leaf
    let offset = mapping.output.offset(in: last.leafSizeBytes)
    explanation.append(
      "The last leaf maps \(ByteSize.text(last.leafSizeBytes)) from `\(last.outputAddress)` on; the "
        + "offset in it is \(Hexadecimal.plain(offset)): `\(mapping.output)`.")
    return Question(
      "Which physical address does `\(taken.address)` lead to?", figure: taken.figure,
      form: .address(mapping.output.raw),
      hints: [
        "Go down from the first table: the index of each level is in the address.",
        "The walk of stage 1 ends at \(leaf.level.words), in a \(name) of \(ByteSize.text(size)); "
          + "the lowest \(root.format.granule.shift(at: leaf.level)) bits of the address stay.",
      ],
      explanation: explanation, evidence: TranslationEvidence(taken, asked: "output"))
  }
}
