/// Cuts a text of the step language into tokens.
///
/// A line ends a clause; what is long is said in several clauses. `#` begins a comment.
struct Lexer {
  private let text: String
  private var line = 1
  private var column = 1
  private var rest: Substring
  private(set) var tokens: [Token] = []

  /// The tokens of a text; every line with content ends with one `lineEnd`.
  static func tokens(of source: String, named name: String) throws(StepSyntaxError) -> [Token] {
    var lexer = Lexer(source, named: name)
    while !lexer.rest.isEmpty { try lexer.step() }
    lexer.endLine()
    return lexer.tokens
  }

  private init(_ source: String, named name: String) {
    text = name
    rest = source[...]
  }

  private var place: SourcePlace { SourcePlace(line: line, column: column) }

  private mutating func step() throws(StepSyntaxError) {
    guard let first = rest.first else { return }
    switch first {
    case "\n":
      endLine()
      rest.removeFirst()
      line += 1
      column = 1
    case " ", "\t", "\r": advance(1)
    case "#": advance(rest.prefix { $0 != "\n" }.count)
    case "\"": try takeText()
    case "0"..."9": try takeNumber()
    case _ where first.isLetter || first == "_": takeName()
    default: try takeSign()
    }
  }

  private mutating func advance(_ count: Int) {
    rest = rest.dropFirst(count)
    column += count
  }

  private mutating func append(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind: kind, place: place))
    advance(length)
  }

  private mutating func endLine() {
    guard let last = tokens.last, last.kind != .lineEnd else { return }
    tokens.append(Token(kind: .lineEnd, place: place))
  }

  private mutating func takeText() throws(StepSyntaxError) {
    let body = rest.dropFirst().prefix { $0 != "\"" && $0 != "\n" }
    guard body.endIndex < rest.endIndex, rest[body.endIndex] == "\"" else {
      throw StepSyntaxError(text: text, place: place, problem: .openString)
    }
    append(.text(String(body)), length: body.count + 2)
  }

  private mutating func takeNumber() throws(StepSyntaxError) {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let fraction = rest.dropFirst(digits.count + 1).prefix { $0.isASCII && $0.isNumber }
    let isRelease = rest.dropFirst(digits.count).first == "." && !fraction.isEmpty
    let length = digits.count + (isRelease ? 1 + fraction.count : 0)
    guard let number = Int32(digits), let minor = isRelease ? Int32(fraction) : 0,
      number < 1_000_000, minor < 100
    else {
      throw StepSyntaxError(
        text: text, place: place, problem: .numberTooLarge(String(rest.prefix(length))))
    }
    append(.number(isRelease ? Int(number) * 100 + Int(minor) : Int(number)), length: length)
  }

  private mutating func takeName() {
    var length = 0
    var isAfterDot = false
    for character in rest {
      let isWord = character.isLetter || character.isNumber || character == "_"
      guard isWord || (character == "." && !isAfterDot) else { break }
      isAfterDot = character == "."
      length += 1
    }
    if isAfterDot { length -= 1 }
    append(.name(String(rest.prefix(length))), length: length)
  }

  private static let signs = [
    "..", "->", "==", "!=", "<=", ">=", "+=", "-=", "<", ">", "=", "+", "-", "(", ")", "[", "]",
    "{", "}", ",", ";", ":", "?", "|",
  ]

  private mutating func takeSign() throws(StepSyntaxError) {
    guard let sign = Lexer.signs.first(where: rest.hasPrefix) else {
      throw StepSyntaxError(text: text, place: place, problem: .strayCharacter(rest.first ?? " "))
    }
    append(.sign(sign), length: sign.count)
  }
}
