/// Reads tokens of the step language into its syntax, line by line.
struct Parser {
  let text: String
  private let tokens: [Token]
  private var position = 0

  init(_ source: String, named name: String) throws(StepSyntaxError) {
    text = name
    tokens = try Lexer.tokens(of: source, named: name)
  }

  /// Reads a whole text.
  static func text(_ source: String, named name: String) throws(StepSyntaxError) -> Syntax.Text {
    var parser = try Parser(source, named: name)
    var result = Syntax.Text(name: name)
    while !parser.isAtEnd { try parser.takeDeclaration(into: &result) }
    return result
  }

  // MARK: - Tokens

  var isAtEnd: Bool { position >= tokens.count }

  /// The token to be read next; the last one again at the end.
  var token: Token {
    if position < tokens.count { return tokens[position] }
    return Token(kind: .lineEnd, place: tokens.last?.place ?? SourcePlace(line: 1, column: 1))
  }

  /// The token after the next one.
  var following: Token { position + 1 < tokens.count ? tokens[position + 1] : token }

  /// Whether `any` here begins `any x in SET: …`, not a list of labels.
  var isQuantifier: Bool { position + 2 < tokens.count && tokens[position + 2].kind == .name("in") }

  mutating func advance() { position += 1 }

  mutating func stepBack() { position -= 1 }

  func failure(_ problem: StepSyntaxError.Problem, at place: SourcePlace? = nil) -> StepSyntaxError
  {
    StepSyntaxError(text: text, place: place ?? token.place, problem: problem)
  }

  func expected(_ what: String) -> StepSyntaxError {
    failure(.expected(what, found: token.words))
  }

  /// Whether the next token is a name with this text.
  func isAt(word: String) -> Bool { token.kind == .name(word) }

  func isAt(sign: String) -> Bool { token.kind == .sign(sign) }

  mutating func take(word: String) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  mutating func take(sign: String) -> Bool {
    guard isAt(sign: sign) else { return false }
    advance()
    return true
  }

  mutating func need(sign: String) throws(StepSyntaxError) {
    guard take(sign: sign) else { throw expected("“\(sign)”") }
  }

  mutating func need(word: String) throws(StepSyntaxError) {
    guard take(word: word) else { throw expected("“\(word)”") }
  }

  mutating func takeName(_ what: String) throws(StepSyntaxError) -> Syntax.Name {
    guard case .name(let name) = token.kind else { throw expected(what) }
    let result = Syntax.Name(text: name, place: token.place)
    advance()
    return result
  }

  /// A text between quotation marks, or an empty one where none stands.
  mutating func takeWords() -> String {
    guard case .text(let words) = token.kind else { return "" }
    advance()
    return words
  }

  mutating func endLine() throws(StepSyntaxError) {
    guard token.kind == .lineEnd else { throw expected("the end of the line") }
    advance()
  }
}
