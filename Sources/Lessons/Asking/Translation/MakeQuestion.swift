import Documents
import VMSA

/// “Type a descriptor so that EL0's write succeeds”; the engine tries it out.
struct MakeQuestion: DrillMaker {
  static let kind = "make"
  static let title = "Make a descriptor"
  /// Those of a case, and `goal`: the word of one of ``DescriptorGoal/all``.
  static let keys = CaseChoice.keys + ["goal"]
  let choice: CaseChoice
  let goal: DescriptorGoal?

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try CaseChoice(fields)
    let goals = Dictionary(DescriptorGoal.all.map { ($0.word, $0) }) { first, _ in first }
    goal = try fields["goal"]?.one(of: goals)
  }

  init(difficulty: Int) {
    choice = CaseChoice(difficulty: difficulty)
    goal = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let goal = self.goal ?? context.random.one(of: DescriptorGoal.all) ?? DescriptorGoal.all[0]
    let taken = try choice.take(&context, stages: 1) {
      Self.trial(of: $0, goal)?.solution != nil
    }
    guard let trial = Self.trial(of: taken, goal), let solution = trial.solution else {
      throw LessonError("no descriptor there does that")
    }
    let leaf = trial.leaf
    let failing = trial.attempts.first { !trial.judge($0).isRight } ?? 0
    let size = ByteSize.text(leaf.leafSizeBytes)
    var shown = taken
    shown.entries[trial.place] = 0
    return Question(
      "The \(leaf.level.words) entry at `\(Hexadecimal.grouped(trial.place))` is to map "
        + "`\(VirtualAddress(taken.address.raw).aligned(down: leaf.leafSizeBytes))` to the \(size) at "
        + "`\(leaf.outputAddress)`, so that \(goal.words). Type such a descriptor.",
      figure: shown.registerLines + ["the entry is now 0; MAIR_EL1's type 0 is Normal memory"],
      form: .made(example: solution, failing: failing) { trial.judge($0) },
      hints: [
        "Type bits, address, AF (bit 10): without these no access succeeds.",
        "AP is bits 7:6: bit 6 lets EL0 in, bit 7 forbids writing. PXN is bit 53, UXN bit 54.",
      ],
      explanation: [
        "For example `\(solution.hexWord)`: "
          + Descriptor(raw: solution, level: leaf.level, format: leaf.format).summary + ".",
        "EL1 never executes what EL0 can write (Arm ARM, “Stage 1 permissions”).",
      ],
      evidence: TranslationEvidence(shown, asked: "make goal=\(goal.word) place=\(trial.place)"))
  }

  /// The place of the leaf of a case, ready to be tried; nil without one.
  private static func trial(of taken: TranslationCase, _ goal: DescriptorGoal) -> DescriptorTrial? {
    guard let last = taken.steps.last, last.descriptor.isLeaf, taken.stage2Root == nil else {
      return nil
    }
    return DescriptorTrial(
      given: taken, place: last.entryAddress.raw, leaf: last.descriptor, goal: goal)
  }
}
