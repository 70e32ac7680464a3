/// What a question about a translation was made of, so that another engine can answer it, too.
public struct TranslationEvidence: Sendable {
  /// The case.
  public var translation: TranslationCase
  /// What is asked of it, by the kind of question.
  public var asked: String

  /// Takes a case.
  public init(_ translation: TranslationCase, asked: String) {
    self.translation = translation
    self.asked = asked
  }
}
