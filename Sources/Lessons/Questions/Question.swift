/// One question as it stands before a student: what is asked, how it is answered, and why so.
///
/// It was made by a ``QuestionMaker`` of the engine's answer; nothing of that answer was written by
/// hand.
public struct Question: Sendable {
  /// What is asked, in paragraphs; `code` stands between backticks.
  public var prompt: [String]
  /// Lines to look at, shown as they are: registers, entries of tables, a list of events.
  public var figure: [String]
  /// How it is answered, and the answer.
  public var form: AnswerForm
  /// What helps, from vague to plain.
  public var hints: [String]
  /// Why the answer is what it is, in paragraphs.
  public var explanation: [String]
  /// The case of translation it was made of, for those who want to work it out in another way.
  public var evidence: TranslationEvidence?

  /// Makes a question.
  public init(
    _ prompt: String, figure: [String] = [], form: AnswerForm, hints: [String] = [],
    explanation: [String], evidence: TranslationEvidence? = nil
  ) {
    self.prompt = [prompt]
    self.figure = figure
    self.form = form
    self.hints = hints
    self.explanation = explanation
    self.evidence = evidence
  }
}
