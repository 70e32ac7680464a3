extension Parser {
  mutating func takeDeclaration(into text: inout Syntax.Text) throws(StepSyntaxError) {
    if take(word: "policy") {
      text.policies.append(try takePolicy())
    } else if take(word: "var") {
      text.variables.append(try takeVariable())
    } else if take(word: "const") {
      text.constants.append(try takeVariable())
    } else if take(word: "define") {
      text.definitions.append(try takeDefinition())
    } else if take(word: "routine") {
      text.routines.append(try takeRoutine())
    } else if take(word: "lock") {
      text.locks.append(try takeLock())
    } else if take(word: "invariant") {
      text.invariants.append(try takeInvariant())
    } else if take(word: "program") {
      text.programs.append(try takeProgram())
    } else {
      throw expected("policy, const, var, define, routine, lock, invariant or program")
    }
  }

  private mutating func takePolicy() throws(StepSyntaxError) -> Syntax.Policy {
    let name = try takeName("a policy's name")
    try need(sign: ":")
    var choices: [String] = []
    repeat { choices.append(try takeName("a choice").text) } while take(sign: "|")
    try need(sign: "=")
    let usual = try takeName("the usual choice")
    guard choices.contains(usual.text) else {
      throw failure(.unknownName(usual.text), at: usual.place)
    }
    let words = takeWords()
    try endLine()
    return Syntax.Policy(name: name, choices: choices, usual: usual.text, words: words)
  }

  mutating func takeVariable() throws(StepSyntaxError) -> Syntax.Variable {
    let name = try takeName("a variable's name")
    var indexes: [Syntax.Name] = []
    while take(sign: "[") {
      indexes.append(try takeName("a set"))
      try need(sign: "]")
    }
    try need(sign: ":")
    let type = try takeType()
    let initial = take(sign: "=") ? try takeExpression() : nil
    let words = takeWords()
    try endLine()
    return Syntax.Variable(
      name: name, indexes: indexes, type: type, initial: initial, words: words)
  }

  private mutating func takeType() throws(StepSyntaxError) -> Syntax.TypeName {
    if take(word: "flag") { return .flag }
    if take(word: "entry") { return .entry }
    if take(sign: "{") { return .choices(try takeChoices()) }
    let first = try takeExpression()
    if take(sign: "..") { return .range(first, try takeExpression()) }
    guard case .name(let set) = first else { throw expected("“..” and the highest value") }
    return .member(set)
  }

  private mutating func takeDefinition() throws(StepSyntaxError) -> Syntax.Definition {
    let name = try takeName("a formula's name")
    let parameters = try takeParameters()
    try need(sign: "=")
    let body = try takeExpression()
    try endLine()
    return Syntax.Definition(name: name, parameters: parameters, body: body)
  }

  private mutating func takeRoutine() throws(StepSyntaxError) -> Syntax.Routine {
    let name = try takeName("a routine's name")
    let parameters = try takeParameters()
    try endLine()
    var effects: [Syntax.Effect] = []
    while take(word: "do") {
      effects += try takeEffects()
      try endLine()
    }
    return Syntax.Routine(name: name, parameters: parameters, effects: effects)
  }

  private mutating func takeParameters() throws(StepSyntaxError) -> [Syntax.Name] {
    try need(sign: "(")
    var names: [Syntax.Name] = []
    if take(sign: ")") { return names }
    repeat { names.append(try takeName("a name")) } while take(sign: ",")
    try need(sign: ")")
    return names
  }

  /// `{ a, b }`, its opening brace already read.
  mutating func takeChoices() throws(StepSyntaxError) -> [String] {
    var choices: [String] = []
    repeat { choices.append(try takeName("a choice").text) } while take(sign: ",")
    try need(sign: "}")
    return choices
  }

  private mutating func takeLock() throws(StepSyntaxError) -> Syntax.Lock {
    let name = try takeName("a lock's name")
    try need(sign: ":")
    var kinds: [(kind: Syntax.Name, condition: Syntax.Expression?)] = []
    repeat {
      let kind = try takeName("rwlock, rwsem, spinlock or mutex")
      kinds.append((kind, take(word: "when") ? try takeExpression() : nil))
    } while take(sign: "|")
    let isFair = take(word: "fair") ? try takeExpression() : nil
    let words = takeWords()
    try endLine()
    return Syntax.Lock(name: name, kinds: kinds, isFair: isFair, words: words)
  }

  private mutating func takeInvariant() throws(StepSyntaxError) -> Syntax.Invariant {
    let rule = try takeName("I1 to I8")
    let condition = take(word: "when") ? try takeExpression() : nil
    try need(word: "always")
    let body = try takeExpression()
    let words = takeWords()
    try endLine()
    return Syntax.Invariant(rule: rule, condition: condition, body: body, words: words)
  }
}
