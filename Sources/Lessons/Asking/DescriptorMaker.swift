import Documents

/// A kind of question about one descriptor.
protocol DescriptorMaker: DrillMaker {
  /// The descriptor, as far as it is fixed.
  var choice: DescriptorChoice { get }

  /// Takes a choice.
  init(choice: DescriptorChoice)
}

extension DescriptorMaker {
  static var keys: [String] { DescriptorChoice.keys }

  init(_ fields: QuestionFields) throws(DocumentError) {
    self.init(choice: try DescriptorChoice(fields))
  }

  init(difficulty: Int) { self.init(choice: DescriptorChoice(difficulty: difficulty)) }
}
