extension Parser {
  /// `condition ? one : other`, and everything that binds tighter.
  mutating func takeExpression() throws(StepSyntaxError) -> Syntax.Expression {
    try nested { parser throws(StepSyntaxError) in try parser.takeConditional() }
  }

  private mutating func takeConditional() throws(StepSyntaxError) -> Syntax.Expression {
    let condition = try takeOr()
    guard take(sign: "?") else { return condition }
    let yes = try takeExpression()
    try need(sign: ":")
    return .conditional(condition, yes, try takeExpression())
  }

  private mutating func takeOr() throws(StepSyntaxError) -> Syntax.Expression {
    var left = try takeAnd()
    while take(word: "or") { left = .binary(.or, left, try takeAnd()) }
    return left
  }

  private mutating func takeAnd() throws(StepSyntaxError) -> Syntax.Expression {
    var left = try takeNot()
    while take(word: "and") { left = .binary(.and, left, try takeNot()) }
    return left
  }

  private mutating func takeNot() throws(StepSyntaxError) -> Syntax.Expression {
    if take(word: "not") {
      return .not(try nested { parser throws(StepSyntaxError) in try parser.takeNot() })
    }
    return try takeComparison()
  }

  private mutating func takeComparison() throws(StepSyntaxError) -> Syntax.Expression {
    let left = try takeSum()
    guard case .sign(let sign) = token.kind, let operation = Operator(rawValue: sign),
      operation != .add, operation != .subtract
    else { return left }
    advance()
    return .binary(operation, left, try takeSum())
  }

  private mutating func takeSum() throws(StepSyntaxError) -> Syntax.Expression {
    var left = try takeTerm()
    while case .sign(let sign) = token.kind, sign == "+" || sign == "-" {
      advance()
      left = .binary(sign == "+" ? .add : .subtract, left, try takeTerm())
    }
    return left
  }

  private mutating func takeTerm() throws(StepSyntaxError) -> Syntax.Expression {
    let place = token.place
    switch token.kind {
    case .number(let number):
      advance()
      return .number(number, place)
    case .sign("("):
      advance()
      let inner = try takeExpression()
      try need(sign: ")")
      return inner
    case .sign("-"):
      advance()
      let term = try nested { parser throws(StepSyntaxError) in try parser.takeTerm() }
      return .binary(.subtract, .number(0, place), term)
    case .name(let word):
      if let quantifier = Syntax.Quantifier(rawValue: word) {
        return try takeQuantified(quantifier)
      }
      return try takeNamed()
    default: throw expected("a value")
    }
  }

  private mutating func takeQuantified(
    _ quantifier: Syntax.Quantifier
  ) throws(StepSyntaxError) -> Syntax.Expression {
    advance()
    let variable = try takeName("a name for the member")
    try need(word: "in")
    let set = try takeName("a set")
    try need(sign: ":")
    return .quantified(quantifier, variable: variable, set: set, try takeExpression())
  }

  private mutating func takeNamed() throws(StepSyntaxError) -> Syntax.Expression {
    let name = try takeName("a name")
    if take(sign: "(") {
      return .call(name, try takeList(endingWith: ")"))
    }
    let indexes = try takeIndexes()
    return indexes.isEmpty ? .name(name) : .element(name, indexes)
  }

  /// Formulas between commas up to a closing sign.
  mutating func takeList(
    endingWith sign: String
  ) throws(StepSyntaxError) -> [Syntax.Expression] {
    var list: [Syntax.Expression] = []
    if take(sign: sign) { return list }
    repeat { list.append(try takeExpression()) } while take(sign: ",")
    try need(sign: sign)
    return list
  }

  /// `[i][j]`, as many as stand there.
  mutating func takeIndexes() throws(StepSyntaxError) -> [Syntax.Expression] {
    var indexes: [Syntax.Expression] = []
    while take(sign: "[") {
      indexes.append(try takeExpression())
      try need(sign: "]")
    }
    return indexes
  }
}
