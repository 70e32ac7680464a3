import Documents

/// A kind of question about the shape of tables, for which no tables are needed.
protocol GeometryMaker: DrillMaker {
  /// The shape, as far as it is fixed.
  var choice: GeometryChoice { get }

  /// Takes a choice.
  init(choice: GeometryChoice)
}

extension GeometryMaker {
  init(_ fields: QuestionFields) throws(DocumentError) {
    self.init(choice: try GeometryChoice(fields))
  }

  init(difficulty: Int) { self.init(choice: GeometryChoice(difficulty: difficulty)) }
}
