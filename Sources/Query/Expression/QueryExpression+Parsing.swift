extension QueryExpression {
  /// Reads what is typed to search: an expression, or text to look for as it stands.
  ///
  /// Text stays text unless it asks for a field by name or joins conditions with `&&`, `||` or `!`.
  public static func search(_ text: String) throws(QueryError) -> QueryExpression {
    let trimmed = trimmed(text)
    if !trimmed.isEmpty, !readsAsExpression(trimmed, fieldsMayBeUnknown: false) {
      return .phrase(trimmed)
    }
    return try parsed(text)
  }

  /// Reads a filter: as a search, but what looks like a field must be one.
  public static func filter(_ text: String) throws(QueryError) -> QueryExpression {
    let trimmed = trimmed(text)
    if !trimmed.isEmpty, !readsAsExpression(trimmed, fieldsMayBeUnknown: true) {
      return .phrase(trimmed)
    }
    return try parsed(text)
  }

  private static func parsed(_ text: String) throws(QueryError) -> QueryExpression {
    var parser = QueryParser(
      tokens: try QueryToken.tokens(of: text), characters: Array(text))
    return try parser.parse()
  }

  /// Whether a text has the form of an expression.
  private static func readsAsExpression(_ text: String, fieldsMayBeUnknown: Bool) -> Bool {
    if joinsConditions(text) || text.hasPrefix("!") || text.hasPrefix("\"") { return true }
    let inside = text.drop { "( ".contains($0) }
    let word = inside.prefix { $0.isASCII && $0.isLetter }
    let rest = inside[word.endIndex...].drop { $0 == " " }
    guard !word.isEmpty, let sign = rest.first else { return false }
    let relates = "=<>~".contains(sign) || rest.hasPrefix("!=")
    if QueryField(named: String(word)) == nil { return fieldsMayBeUnknown && relates }
    return relates || rest == "in" || rest.hasPrefix("in ") || rest.hasPrefix("in{")
  }

  /// Whether `&&` or `||` stands in a text outside quotes.
  private static func joinsConditions(_ text: String) -> Bool {
    var isQuoted = false
    var last: Character?
    for character in text {
      if character == "\"", last != "\\" { isQuoted.toggle() }
      if !isQuoted, character == last, character == "&" || character == "|" { return true }
      last = character
    }
    return false
  }

  private static func trimmed(_ text: String) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
