/// Why a text is no expression, and where.
public struct QueryError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// Nothing was written.
    case empty
    /// A quote is not closed.
    case unclosedQuote
    /// A parenthesis or brace is not closed.
    case unclosed(String)
    /// One `&` or `|` where two are needed.
    case lone(String)
    /// A value is missing after this.
    case expectedValue(after: String)
    /// A condition is missing after this; after nothing at the beginning.
    case expectedCondition(after: String)
    /// This can't stand here.
    case unexpected(String)
    /// There is no such field; perhaps another was meant.
    case unknownField(String, nearest: String?)
    /// This is no value of the field; what would be.
    case badValue(String, field: QueryField, expected: String)
    /// The field's values have no order, or no parts.
    case badRelation(String, field: QueryField)
    /// More levels of parentheses than are followed.
    case tooDeep
  }

  /// Where, in characters from 1.
  public var column: Int
  /// What is wrong.
  public var problem: Problem

  /// “column 14: expected a value after “in”, such as …”.
  public var sentence: String { "column \(column): \(words)" }

  private var words: String {
    switch problem {
    case .empty: "nothing to look for"
    case .unclosedQuote: "this quote is not closed"
    case .unclosed(let sign): "this “\(sign)” is not closed"
    case .lone(let sign): "write “\(sign)\(sign)”, or put the text in quotes"
    case .expectedValue(let sign): "expected a value after “\(sign)”"
    case .expectedCondition(let sign):
      sign.isEmpty ? "expected a condition" : "expected a condition after “\(sign)”"
    case .unexpected(let text): "“\(text)” can't stand here"
    case .unknownField(let name, let nearest):
      "“\(name)” is no field" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
    case .badValue(let text, let field, let expected):
      "“\(text)” is no \(field.rawValue); expected \(expected)"
    case .badRelation(let sign, let field):
      field.sort == .name
        ? "“\(field.rawValue)” has no order, so “\(sign)” can't be asked; use =, !=, ~ or in"
        : "“\(field.rawValue)” has no parts, so “\(sign)” can't be asked; use =, <, > or in"
    case .tooDeep: "more parentheses within each other than are followed"
    }
  }
}
