import VMSA

/// “Does this access succeed, and if not, which fault is it?”
struct AccessQuestion: CaseMaker {
  static let kind = "access"
  static let title = "Does the access succeed?"
  let choice: CaseChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let taken = try choice.take(&context, canFault: true)
    let translation = taken.translation
    let right = Self.words(translation, of: taken)
    let kinds = ["translation fault", "access flag fault", "permission fault"]
    let all =
      taken.stage2Root == nil
      ? kinds : kinds.map { "stage 1 \($0)" } + kinds.map { "stage 2 \($0)" }
    let names = ["it succeeds"] + all
    return Question(
      "\(taken.accessWords). What happens?", figure: taken.figure,
      form: .choice(of: names.contains(right) ? names : names + [right], right: right),
      hints: [
        "Go down the tables first: is every entry on the way valid, and does the leaf have AF?",
        "Then the permissions: AP (bits 7:6), PXN (53) and UXN (54) of the leaf, the limits of the "
          + "tables above it" + (taken.flagWords.isEmpty ? "." : ", and the control bits set."),
      ],
      explanation: translation.accesses.map(taken.line) + [Self.reason(translation, of: taken)],
      evidence: TranslationEvidence(taken, asked: "access"))
  }

  /// How it ends, as it stands among the choices.
  static func words(_ translation: Translation, of taken: TranslationCase) -> String {
    guard let fault = translation.fault else { return "it succeeds" }
    let stage = taken.stage2Root == nil ? "" : "\(fault.stage.words) "
    return stage + fault.status.kindWords
  }

  /// Why it ends so.
  static func reason(_ translation: Translation, of taken: TranslationCase) -> String {
    guard let fault = translation.fault else {
      return "Every entry on the way is valid, the leaf has its access flag or gets it, and it "
        + "permits this \(taken.access.words): \(taken.ending(of: translation))."
    }
    return "It is a \(fault.words). (Arm ARM, “MMU faults”.)"
  }
}
