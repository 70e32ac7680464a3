import VMSA

/// “What becomes of the access flag?”
struct AccessFlagQuestion: CaseMaker {
  static let kind = "access-flag"
  static let title = "The access flag"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context) { plan, random in
      let isYoung = random.number(below: 3) == 0
      plan.setsAccessFlag = random.coin()
      plan.setsDirtyState = false
      for index in plan.stage1.leaves.indices where !isYoung {
        plan.stage1.leaves[index].bits &= ~(1 << 10)
      }
    }
    let translation = taken.translation
    let names = [
      "the access takes an access flag fault, and software sets the flag",
      "the processor sets the flag in memory, and the access goes on",
      "nothing: the flag is set already",
    ]
    let isUpdated = translation.updates.contains {
      $0.stage == .one && ($0.before ^ $0.after) >> 10 & 1 == 1
    }
    let right: Int
    if case .accessFlag = translation.fault?.status, translation.fault?.stage == .one {
      right = 0
    } else if translation.mapping != nil {
      right = isUpdated ? 1 : 2
    } else {
      throw LessonError("the access has a fault of another kind")
    }
    let hardware =
      taken.root?.setsAccessFlag == true
      ? "TCR_EL1.HA is set, so that the processor may set it (FEAT_HAFDBS)"
      : "TCR_EL1.HA is clear, so that software must set it"
    return Question(
      "\(taken.accessWords), which the leaf's permissions allow. What becomes of the leaf's access "
        + "flag?", figure: taken.figure, form: .choice(names, right: right),
      hints: ["AF is bit 10 of the leaf.", "\(hardware)."],
      explanation: translation.accesses.map(taken.line) + [
        right == 2 ? "AF, bit 10, is set in the leaf." : "AF, bit 10, is clear. \(hardware).",
        "Arm ARM, “The access flag”.",
      ],
      evidence: TranslationEvidence(taken, asked: "access-flag"))
  }
}
