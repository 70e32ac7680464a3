import VMSA

/// “Which stage faults, at which level, and on what?”
struct FirstFaultQuestion: CaseMaker {
  static let kind = "first-fault"
  static let title = "Faults of two stages"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context, stages: 2, canFault: true) { $0.translation.fault != nil }
    guard taken.stage2Root != nil, let fault = taken.translation.fault,
      let level = fault.status.level
    else { throw LessonError("there is no fault of two stages") }
    let kind = fault.status.kindWords
    let other = Level(rawValue: level.rawValue == 3 ? 2 : level.rawValue + 1) ?? .two
    let address = fault.intermediateAddress
    let right = Self.words(kind, fault.stage, level, onTable: fault.isStage1TableWalk)
    let wrong =
      [
        (fault.stage, level, !fault.isStage1TableWalk),
        (fault.stage == .one ? .two : .one, level, false),
      ]
      .map { Self.words(kind, $0.0, $0.1, onTable: $0.2) }
      + [
        Self.words(kind, fault.stage, other, onTable: fault.isStage1TableWalk),
        Self.words(kind, .two, level, onTable: true),
      ]
    var ending = fault.words.capitalizedFirst + "."
    if let address {
      ending += " HPFAR_EL2 holds the page of the intermediate address `\(address)`"
      ending += fault.isStage1TableWalk ? ", where a stage 1 entry stands; S1PTW is set." : "."
    }
    return Question(
      "\(taken.accessWords) in a virtual machine. What is the first fault?",
      figure: taken.registerLines + taken.lines.dropLast(),
      form: .choice(right: right, wrong: wrong, &context.random),
      hints: [
        "Every entry of stage 1 is looked for with a walk of stage 2 of its own.",
        "Look at the last entry that was read: of which stage is it, and for what was it needed?",
      ],
      explanation: [ending, "Arm ARM, “MMU faults”; ESR_EL2.S1PTW."],
      evidence: TranslationEvidence(taken, asked: "first-fault"))
  }

  private static func words(_ kind: String, _ stage: Stage, _ level: Level, onTable: Bool) -> String
  {
    let place =
      switch (stage, onTable) {
      case (.one, _): ""
      case (.two, true): ", on the address of a stage 1 table entry"
      case (.two, false): ", on the output address of stage 1"
      }
    return "\(stage.words) \(kind) at \(level.words)\(place)"
  }
}
