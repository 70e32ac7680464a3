/// Reads tokens into an expression, by recursive descent.
///
/// ```
/// any       = all { "||" all }
/// all       = unary { "&&" unary }
/// unary     = "!" unary | "(" any ")" | comparison | phrase
/// ```
struct QueryParser {
  let tokens: [QueryToken]
  /// The text, for phrases as they were written.
  let characters: [Character]
  private(set) var place = 0
  private var depth = 0

  /// How many parentheses and negations may be open at once.
  private static let deepest = 64

  init(tokens: [QueryToken], characters: [Character]) {
    self.tokens = tokens
    self.characters = characters
  }

  /// Reads all tokens.
  mutating func parse() throws(QueryError) -> QueryExpression {
    guard !tokens.isEmpty else { throw QueryError(column: 1, problem: .empty) }
    let expression = try any()
    if let rest = current {
      throw QueryError(column: rest.column, problem: .unexpected(rest.text))
    }
    return expression
  }

  // MARK: - Tokens

  var current: QueryToken? { tokens.indices.contains(place) ? tokens[place] : nil }
  var next: QueryToken? { tokens.indices.contains(place + 1) ? tokens[place + 1] : nil }

  /// Where what is missing would stand.
  var column: Int { current?.column ?? characters.count + 1 }

  mutating func advance() { place += 1 }

  mutating func take(_ kind: QueryToken.Kind) -> Bool {
    guard current?.kind == kind else { return false }
    advance()
    return true
  }

  // MARK: - Conditions

  private mutating func any() throws(QueryError) -> QueryExpression {
    var parts = [try all(after: "")]
    while take(.or) { parts.append(try all(after: "||")) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all(after sign: String) throws(QueryError) -> QueryExpression {
    var parts = [try unary(after: sign)]
    while take(.and) { parts.append(try unary(after: "&&")) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func unary(after sign: String) throws(QueryError) -> QueryExpression {
    guard let token = current else {
      throw QueryError(column: column, problem: .expectedCondition(after: sign))
    }
    switch token.kind {
    case .not:
      return .not(
        try deeper(token) { parser throws(QueryError) in
          parser.advance()
          return try parser.unary(after: "!")
        })
    case .open:
      return try deeper(token) { parser throws(QueryError) in
        parser.advance()
        let inner = try parser.any()
        guard parser.take(.close) else {
          throw parser.current.map { QueryError(column: $0.column, problem: .unexpected($0.text)) }
            ?? QueryError(column: token.column, problem: .unclosed("("))
        }
        return inner
      }
    case .word: return try comparison() ?? phrase()
    case .quoted: return phrase()
    case .close, .and, .or:
      throw QueryError(column: token.column, problem: .expectedCondition(after: sign))
    default: throw QueryError(column: token.column, problem: .unexpected(token.text))
    }
  }

  private mutating func deeper(
    _ token: QueryToken, _ body: (inout QueryParser) throws(QueryError) -> QueryExpression
  ) throws(QueryError) -> QueryExpression {
    guard depth < QueryParser.deepest else {
      throw QueryError(column: token.column, problem: .tooDeep)
    }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  /// Words up to the next sign, as they were written; or one text in quotes.
  private mutating func phrase() -> QueryExpression {
    let first = place
    var quoted: String?
    while let token = current {
      switch token.kind {
      case .word: break
      case .quoted(let text): quoted = text
      default: return .phrase(phrase(from: first, quoted))
      }
      advance()
    }
    return .phrase(phrase(from: first, quoted))
  }

  private func phrase(from first: Int, _ quoted: String?) -> String {
    if let quoted, place == first + 1 { return quoted }
    let last = tokens[place - 1]
    return String(characters[tokens[first].column - 1..<last.column - 1 + last.text.count])
  }
}
