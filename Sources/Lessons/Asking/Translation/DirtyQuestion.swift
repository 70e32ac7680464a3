import VMSA

/// “What does the processor write back to the leaf?”
struct DirtyQuestion: CaseMaker {
  static let kind = "dirty"
  static let title = "What hardware writes back"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context) { plan, random in
      plan.setsAccessFlag = true
      plan.setsDirtyState = random.number(below: 4) != 0
      let hasDBM = random.number(below: 4) != 0
      let isYoung = random.coin()
      let isWrite = plan.access.kind == .write
      for index in plan.stage1.leaves.indices {
        var bits = plan.stage1.leaves[index].bits & ~(1 << 51 | 1 << 10)
        if isYoung { bits |= 1 << 10 }
        // A fetch must not find memory writable by EL0.
        if hasDBM, plan.access.kind != .execute { bits |= 1 << 51 }
        if isWrite, hasDBM, plan.setsDirtyState { bits |= 1 << 7 }
        plan.stage1.leaves[index].bits = bits
      }
    }
    let translation = taken.translation
    guard let leaf = translation.mapping?.stage1Leaf, taken.stage2Root == nil else {
      throw LessonError("the access has a fault, or two stages")
    }
    let before = leaf.raw
    let after = translation.updates.last?.after
    let nothing = "nothing is written"
    // The flag alone, the permission alone, both, and DBM taken away.
    let mistakes = [before | 1 << 10, before & ~(1 << 7), before & ~(1 << 7) | 1 << 10]
    let others = [before & ~(1 << 51) | 1 << 10, before & ~(1 << 51), before ^ 1 << 55]
    let wrong = (mistakes + others).filter { $0 != before }.map(\.hexWord)
    let hasHA = taken.root?.setsAccessFlag ?? false
    let hasHD = taken.translator.stage1.setsDirtyState
    return Question(
      "\(taken.accessWords) through the leaf `\(before.hexWord)`, with TCR_EL1.HA "
        + "\(hasHA ? "set" : "clear") and TCR_EL1.HD \(hasHD ? "set" : "clear"). What does the processor write back to the leaf?",
      figure: taken.registerLines,
      form: .choice(
        right: after?.hexWord ?? nothing, wrong: [nothing] + wrong, &context.random),
      hints: [
        "HA lets it set AF (bit 10). HD lets a write to a leaf with DBM (bit 51) clear AP[2] (bit 7).",
        "AF is \(before >> 10 & 1), DBM \(before >> 51 & 1), AP[2] \(before >> 7 & 1); the access is "
          + "\(taken.access.words.withArticle).",
      ],
      explanation: [
        Self.words(before, after, hasHD: hasHD, kind: taken.access.kind),
        "Arm ARM, “Hardware management of the dirty state”; DBM stays, and tells software that the "
          + "leaf may be written.",
      ],
      evidence: TranslationEvidence(taken, asked: "dirty"))
  }

  private static func words(
    _ before: UInt64, _ after: UInt64?, hasHD: Bool, kind: Access.Kind
  ) -> String {
    guard let after else {
      return "AF is set already, and there is no dirty state to keep: nothing is written."
    }
    var words: [String] = []
    if (before ^ after) >> 10 & 1 == 1 { words.append("AF was clear, and HA sets it") }
    if (before ^ after) >> 7 & 1 == 1 {
      words.append("it is a write, HD and DBM are set, and AP[2] goes to 0")
    }
    return "\(words.joined(separator: "; ").capitalizedFirst): `\(before.hexWord)` becomes "
      + "`\(after.hexWord)`."
  }
}
