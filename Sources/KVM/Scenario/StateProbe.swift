/// A formula of the step language, ready to be asked of the states of a scenario.
///
/// It may use whatever the kernel's texts declare for all threads: variables, sets, `define`s.
public struct StateProbe: Sendable {
  private let expression: Expression
  private let type: ValueType
  private let words: ValueWords

  /// The name its text has in errors.
  private static let textName = "formula"

  /// Makes a formula ready for a scenario in an edition; the states of a ``Stepper`` of the same
  /// scenario, edition and policies can be asked then.
  ///
  /// - Throws: ``ModelInputError`` where the formula can't be read, or the scenario can't be built.
  public init(
    _ formula: String, in scenario: Scenario, edition: Edition? = nil,
    policies: [String: String] = [:]
  ) throws(ModelInputError) {
    // A rule of one's own adds no variable, so that the places of all others stay as they are. The
    // formula is a value in its words, which may be of any type.
    let library = try StateProbe.library(rule: "seq >= 0", words: "{\(StateProbe.line(formula))}")
    let (model, layout) = try scenario.model(
      edition: edition, policies: policies, library: library)
    guard case .value(let expression, let type)? = model.invariants.last?.phrase.pieces.first else {
      throw .missingParameter(thread: StateProbe.textName, parameter: "a value")
    }
    self.expression = expression
    self.type = type
    words = ValueWords(model: model, layout: layout)
  }

  /// The kernel's texts with a rule more that must never hold, so that a search finds the shortest way
  /// to a state where it does.
  ///
  /// - Throws: ``ModelInputError`` where the formula can't be read.
  public static func library(forbidding formula: String) throws(ModelInputError) -> StepLibrary {
    try library(rule: "not (\(line(formula)))", words: reachedWords)
  }

  /// What a search says where it came to a state that was forbidden.
  public static let reachedWords = "the state that was looked for"

  private static func library(
    rule: String, words: String
  ) throws(ModelInputError) -> StepLibrary {
    do {
      return try StepLibrary.standard.adding(
        "invariant I8 always \(rule) \"\(words)\"", named: textName)
    } catch { throw .syntax(error) }
  }

  /// A formula on one line, without what would end the words it stands in.
  private static func line(_ formula: String) -> String {
    formula.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .filter { $0 != "\"" && $0 != "{" && $0 != "}" }
  }

  /// The formula's value: a number, 1 or 0 for yes or no; nil where an index lies outside.
  public func value(in state: ModelState) -> Int? {
    var isOutOfRange = false
    let value = expression.value(in: state.words, &isOutOfRange)
    return isOutOfRange ? nil : Int(value)
  }

  /// The value by what it stands for: “yes”, “0x4000_1000”.
  public func valueWords(in state: ModelState) -> String {
    value(in: state).map { words.say(Int32(truncatingIfNeeded: $0), type) } ?? "?"
  }
}
