import VMSA

/// “At which level is the fault reported?”
struct FaultLevelQuestion: CaseMaker {
  static let kind = "fault-level"
  static let title = "Levels of faults"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context, canFault: true) { $0.translation.fault != nil }
    let translation = taken.translation
    guard let fault = translation.fault, let level = fault.status.level else {
      throw LessonError("the access has no fault with a level")
    }
    let isTwo = taken.stage2Root != nil
    let names = Level.allCases.filter { $0 > .minusOne || $0 == level }.map(\.words)
    return Question(
      "\(taken.accessWords) and gets \(isTwo ? "a \(fault.stage.words) " + fault.status.kindWords : fault.status.kindWords.withArticle). Which level does the syndrome name?",
      figure: taken.figure, form: .choice(of: names, right: level.words),
      hints: [
        "It is the level of the entry that stopped the walk, or of the leaf that forbids it.",
        "The walk reads \(translation.accesses.count) "
          + "\(translation.accesses.count == 1 ? "entry" : "entries"); the last one decides.",
      ],
      explanation: translation.accesses.map(taken.line) + [
        "\(fault.words.capitalizedFirst). It is reported at the level of that entry: \(level.words)."
      ],
      evidence: TranslationEvidence(taken, asked: "fault-level"))
  }
}
