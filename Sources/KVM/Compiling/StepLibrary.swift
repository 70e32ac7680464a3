import Foundation

/// The texts of the step language that make up the simulated kernel.
public struct StepLibrary: Sendable {
  private let texts: [Syntax.Text]

  /// Reads texts, each with its name.
  ///
  /// - Throws: ``StepSyntaxError`` at the first thing that can't be read.
  public init(texts: [(name: String, source: String)]) throws(StepSyntaxError) {
    var read: [Syntax.Text] = []
    for text in texts { read.append(try Parser.text(text.source, named: text.name)) }
    self.texts = read
  }

  /// Makes a model.
  public func model(_ inputs: ModelInputs) throws(ModelInputError) -> Model {
    try Compiler.model(texts: texts, inputs: inputs)
  }
}
