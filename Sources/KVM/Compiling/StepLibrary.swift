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

  private init(read texts: [Syntax.Text]) { self.texts = texts }

  /// The same with one more text behind the others.
  ///
  /// - Throws: ``StepSyntaxError`` where the text can't be read.
  public func adding(_ source: String, named name: String) throws(StepSyntaxError) -> StepLibrary {
    StepLibrary(read: texts + [try Parser.text(source, named: name)])
  }

  /// The policies, with what can be chosen.
  var policies: [String: [String]] {
    let pairs = texts.flatMap(\.policies).map { ($0.name.text, $0.choices) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The programs that a thread can run, with the parameters they take, those of programs they
  /// include among them.
  var programs: [String: Set<String>] {
    let all = texts.flatMap(\.programs)
    func parameters(of name: String, depth: Int) -> Set<String> {
      guard depth < 16, let program = all.first(where: { $0.name.text == name }) else { return [] }
      return program.items.reduce(into: Set(program.parameters.map(\.name.text))) { names, item in
        if case .include(let inner, _, _) = item {
          names.formUnion(parameters(of: inner.text, depth: depth + 1))
        }
      }
    }
    return Dictionary(all.map { ($0.name.text, parameters(of: $0.name.text, depth: 0)) }) {
      first, _ in first
    }
  }

  /// Makes a model.
  public func model(_ inputs: ModelInputs) throws(ModelInputError) -> Model {
    try Compiler.model(texts: texts, inputs: inputs)
  }
}
