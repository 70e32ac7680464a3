import Documents
import VMSA

/// “Which stage faults, at which level, and on what?”
struct FirstFaultQuestion: DrillMaker {
  static let kind = "first-fault"
  static let title = "Faults of two stages"
  /// Those of a case, and `what`: stage (with its level) or address (the intermediate one).
  static let keys = CaseChoice.keys + ["what"]
  let choice: CaseChoice
  let asksAddress: Bool?

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try CaseChoice(fields)
    asksAddress = try fields["what"]?.one(of: ["stage": false, "address": true] as [String: Bool])
  }

  init(difficulty: Int) {
    choice = CaseChoice(difficulty: difficulty)
    asksAddress = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let drawn = choice.difficulty ?? 1 >= 2 && context.random.number(below: 3) == 0
    let asksAddress = self.asksAddress ?? drawn
    let taken = try choice.take(&context, stages: 2, canFault: true) {
      guard let fault = $0.translation.fault else { return false }
      return fault.stage == .two || !asksAddress
    }
    guard taken.stage2Root != nil, let fault = taken.translation.fault,
      let level = fault.status.level
    else { throw LessonError("there is no fault of two stages") }
    let kind = fault.status.kindWords
    let other = Level(rawValue: level.rawValue == 3 ? 2 : level.rawValue + 1) ?? .two
    if asksAddress { return try Self.address(of: fault, in: taken) }
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
    return Question(
      "\(taken.accessWords) in a virtual machine. What is the first fault?",
      figure: taken.registerLines + taken.lines.dropLast(),
      form: .choice(right: right, wrong: wrong, &context.random),
      hints: [
        "Every entry of stage 1 is looked for with a walk of stage 2 of its own.",
        "Look at the last entry that was read: of which stage is it, and for what was it needed?",
      ],
      explanation: [Self.ending(of: fault), "Arm ARM, “MMU faults”; ESR_EL2.S1PTW."],
      evidence: TranslationEvidence(taken, asked: "first-fault what=stage"))
  }

  /// The question for the address that EL2 is told.
  private static func address(
    of fault: TranslationFault, in taken: TranslationCase
  ) throws(LessonError) -> Question {
    guard let address = fault.intermediateAddress else {
      throw LessonError("the fault is one of stage 1 and has no intermediate address")
    }
    return Question(
      "\(taken.accessWords) in a virtual machine and gets a stage 2 \(fault.status.words). Which "
        + "intermediate address could not be translated?", figure: taken.figure,
      form: .address(address.raw),
      hints: [
        "It is the address of an entry of stage 1, or stage 1's output.",
        fault.isStage1TableWalk
          ? "S1PTW is set: it is where an entry of stage 1 stands."
          : "S1PTW is clear: it is stage 1's output, with the offset in the page.",
      ],
      explanation: taken.translation.accesses.map(taken.line) + [ending(of: fault)],
      evidence: TranslationEvidence(taken, asked: "first-fault what=address"))
  }

  /// What it is, and what EL2 is told of it.
  private static func ending(of fault: TranslationFault) -> String {
    let words = fault.words.capitalizedFirst + "."
    guard let address = fault.intermediateAddress else { return words }
    // After a permission fault on the access itself HPFAR_EL2 need not hold it.
    if case .permission = fault.status, !fault.isStage1TableWalk {
      return words + " The intermediate address is `\(address)`; HPFAR_EL2 need not hold it after "
        + "a permission fault that is not on a table."
    }
    return words + " HPFAR_EL2 holds the page of the intermediate address `\(address)`"
      + (fault.isStage1TableWalk ? ", where a stage 1 entry stands; S1PTW is set." : ".")
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
