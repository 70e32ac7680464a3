import VMSA

/// “How many entries does this translation read?”
struct ReadsQuestion: CaseMaker {
  static let kind = "reads"
  static let title = "Memory reads of a walk"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let stages = choice.difficulty == 1 || context.random.number(below: 3) == 0 ? 1 : 2
    let taken = try choice.take(&context, stages: stages)
    let translation = taken.translation
    guard let leaf = translation.mapping?.stage1Leaf else {
      throw LessonError("the translation has a fault")
    }
    let first = translation.accesses.filter { $0.stage == .one }.count
    let second = translation.accesses.count - first
    let leaves = Set(
      translation.accesses.filter { $0.stage == .two && $0.step.descriptor.isLeaf }.map(\.level))
    var known = "The leaf of stage 1 stands at \(leaf.level.words)"
    if let level = leaves.first, leaves.count == 1 {
      known += ", and stage 2 maps everything with leaves of \(level.words)"
    }
    let figure = leaves.count > 1 ? taken.figure : taken.registerLines
    return Question(
      "How many table entries are read from memory to translate `\(taken.address)`, with nothing "
        + "in the TLB or in walk caches? \(known).",
      figure: figure, form: .number(UInt64(translation.accesses.count), unit: "entries"),
      hints: [
        "Count the levels from the first one down to the leaf.",
        taken.stage2Root == nil
          ? "It is one entry a level."
          : "Stage 1's tables have intermediate addresses: each of its entries, and the output, "
            + "must be translated by stage 2 first.",
      ],
      explanation: [Self.sum(first: first, second: second)],
      evidence: TranslationEvidence(taken, asked: "reads"))
  }

  private static func sum(first: Int, second: Int) -> String {
    guard second > 0 else { return "Stage 1 reads one entry at each of \(first) levels." }
    let each = second / (first + 1)
    let walks =
      each * (first + 1) == second
      ? "\(first + 1) walks of \(each) entries, \(second)" : "\(second) entries"
    return
      "Stage 1 reads \(first) \(first == 1 ? "entry" : "entries"). The address of each, and the output address, "
      + "take a walk of stage 2: \(walks). Together \(first) + \(second) = \(first + second)."
  }
}
