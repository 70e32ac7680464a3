extension Parser {
  mutating func takeProgram() throws(StepSyntaxError) -> Syntax.Program {
    var program = Syntax.Program(name: try takeName("a program's name"), words: takeWords())
    try endLine()
    while !isAtEnd {
      if take(word: "param") {
        repeat { program.parameters.append(try takeParameter()) } while take(sign: ",")
        try endLine()
      } else if take(word: "local") {
        program.locals.append(try takeVariable())
      } else if take(word: "include") {
        let name = try takeName("a program")
        try need(word: "then")
        let exit = try takeName("a label")
        let condition = take(word: "when") ? try takeExpression() : nil
        program.items.append(.include(name, exit: exit, condition: condition))
        try endLine()
      } else if take(word: "step") {
        program.items.append(.step(try takeStep()))
      } else if take(word: "route") {
        let step = try takeStep()
        program.items.append(.route(step.label, conditions: step.conditions, step.next))
      } else if take(word: "mark") {
        program.items.append(.mark(try takeName("a label")))
        try endLine()
      } else {
        break
      }
    }
    return program
  }

  private mutating func takeParameter() throws(StepSyntaxError) -> Syntax.Parameter {
    let name = try takeName("a parameter")
    guard take(sign: ":") else { return Syntax.Parameter(name: name) }
    if take(sign: "{") { return Syntax.Parameter(name: name, choices: try takeChoices()) }
    return Syntax.Parameter(name: name, set: try takeName("a set"))
  }

  private mutating func takeStep() throws(StepSyntaxError) -> Syntax.Step {
    let label = try takeName("a label")
    var step = Syntax.Step(label: label, function: "")
    if case .name(let function) = token.kind {
      step.function = function
      advance()
    }
    try endLine()
    while try takeClause(into: &step) {}
    return step
  }

  /// Reads one clause; false where another step or declaration begins.
  private mutating func takeClause(into step: inout Syntax.Step) throws(StepSyntaxError) -> Bool {
    guard case .name(let keyword) = token.kind, !isAtEnd else { return false }
    let start = token
    advance()
    switch keyword {
    case "when": step.conditions.append(try takeExpression())
    case "was":
      let name = try takeName("a kernel function").text
      try need(word: "when")
      step.otherFunctions.append((name, try takeExpression()))
    case "wait": step.actions.append(.wait(try takeExpression(), words: takeWords()))
    case "need":
      let rule = try takeName("I1 to I8")
      step.actions.append(.need(rule, try takeExpression(), words: takeWords()))
    case "check":
      let rule = try takeName("I1 to I8")
      step.actions.append(.check(rule, try takeExpression(), words: takeWords()))
    case "do": step.actions.append(.effects(try takeEffects()))
    case "queue": step.actions.append(.queue(try takeName("a lock")))
    case "acquire":
      let lock = try takeName("a lock")
      step.actions.append(.acquire(lock, mode: try takeName("read or write")))
    case "release": step.actions.append(.release(try takeName("a lock")))
    case "next": step.next = try takeNext()
    case "say":
      let words = takeWords()
      step.words.append((take(word: "if") ? try takeExpression() : nil, words))
    case "src": step.source = takeWords()
    case "step", "route", "mark", "program", "include", "policy", "const", "var", "lock",
      "invariant", "define", "routine":
      stepBack()
      return false
    default: throw failure(.expected("a clause of a step", found: start.words), at: start.place)
    }
    try endLine()
    return true
  }

  mutating func takeEffects() throws(StepSyntaxError) -> [Syntax.Effect] {
    var effects: [Syntax.Effect] = []
    repeat { effects.append(try takeEffect()) } while take(sign: ";")
    return effects
  }

  private mutating func takeEffect() throws(StepSyntaxError) -> Syntax.Effect {
    var bindings: [(variable: Syntax.Name, set: Syntax.Name)] = []
    while take(word: "for") {
      let variable = try takeName("a name for the member")
      try need(word: "in")
      bindings.append((variable, try takeName("a set")))
      try need(sign: ":")
    }
    let target = try takeName("a variable or a routine")
    let indexes = try takeIndexes()
    let operation = try takeOperation()
    return Syntax.Effect(
      bindings: bindings, target: target, indexes: indexes, operation: operation,
      condition: take(word: "if") ? try takeExpression() : nil)
  }

  private mutating func takeOperation() throws(StepSyntaxError) -> Syntax.Effect.Operation {
    if take(sign: "=") { return .assign(try takeExpression()) }
    if take(sign: "+=") { return .add(try takeExpression()) }
    if take(sign: "-=") { return .subtract(try takeExpression()) }
    if take(sign: "(") { return .call(try takeList(endingWith: ")")) }
    throw expected("“=”, “+=”, “-=” or “(”")
  }

  private mutating func takeNext() throws(StepSyntaxError) -> Syntax.Next {
    if isAt(word: "any"), case .name = following.kind, !isQuantifier {
      advance()
      var labels: [Syntax.Name] = []
      repeat { labels.append(try takeName("a label")) } while take(sign: ",")
      return .any(labels)
    }
    var branches: [(condition: Syntax.Expression?, label: Syntax.Name)] = []
    repeat {
      let condition = try takeExpression()
      if take(sign: "->") {
        branches.append((condition, try takeName("a label")))
      } else if case .name(let label) = condition {
        branches.append((nil, label))
      } else {
        throw expected("“->” and a label")
      }
    } while take(sign: "|")
    return .branches(branches)
  }
}
