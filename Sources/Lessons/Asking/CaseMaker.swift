import Documents

/// A kind of question about one translation.
protocol CaseMaker: DrillMaker {
  /// The case, or how it is drawn.
  var choice: CaseChoice { get }

  /// Takes a choice.
  init(choice: CaseChoice)
}

extension CaseMaker {
  static var keys: [String] { CaseChoice.keys }

  init(_ fields: QuestionFields) throws(DocumentError) {
    self.init(choice: try CaseChoice(fields))
  }

  init(difficulty: Int) { self.init(choice: CaseChoice(difficulty: difficulty)) }
}
