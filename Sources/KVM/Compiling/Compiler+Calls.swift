extension Compiler {
  /// `function(arguments)`.
  func call(
    _ name: Syntax.Name, _ arguments: [Syntax.Expression], in scope: Scope
  ) throws(StepSyntaxError) -> TypedExpression {
    if let lockQuestion = try lockQuestion(name, arguments, in: scope) { return lockQuestion }
    var values: [Expression] = []
    for argument in arguments { values.append(try expression(argument, in: scope).expression) }
    func need(_ count: Int) throws(StepSyntaxError) {
      guard values.count == count else {
        throw StepSyntaxError(
          text: scope.text, place: name.place,
          problem: .wrongArgumentCount(name.text, expected: count, found: values.count))
      }
    }
    if let function = EntryFunction(rawValue: name.text) {
      try need(1)
      return TypedExpression(Expression.entry(function, values[0]).folded, type(of: function))
    }
    if let definition = scope.definitions[name.text] {
      try need(definition.parameters.count)
      let inner = try scope.entering(definition.parameters, arguments, by: self)
      return try expression(definition.body, in: inner)
    }
    switch name.text {
    case "table":
      try need(1)
      return TypedExpression(.makeTable(values[0]), .entry)
    case "leaf":
      try need(4)
      return TypedExpression(.makeLeaf(values[0], values[1], values[2], values[3]), .entry)
    case "sameOutput":
      try need(2)
      return TypedExpression(.sameOutput(values[0], values[1]), .flag)
    default:
      throw StepSyntaxError(text: scope.text, place: name.place, problem: .unknownName(name.text))
    }
  }

  /// `holds(lock)`, `holdsWrite(lock)`, `isHeld(lock)`, `isWriteHeld(lock)`; nil for others.
  private func lockQuestion(
    _ name: Syntax.Name, _ arguments: [Syntax.Expression], in scope: Scope
  ) throws(StepSyntaxError) -> TypedExpression? {
    guard ["holds", "holdsWrite", "isHeld", "isWriteHeld"].contains(name.text) else { return nil }
    guard case .name(let lockName)? = arguments.first, arguments.count == 1 else {
      throw StepSyntaxError(
        text: scope.text, place: name.place,
        problem: .wrongArgumentCount(name.text, expected: 1, found: arguments.count))
    }
    let lock = model.locks[try self.lock(lockName, in: scope)]
    switch (name.text, scope.thread) {
    case ("holds", let thread?):
      return TypedExpression(
        .binary(.notEqual, .variable(lock.holdBase + thread), .constant(0)), .flag)
    case ("holdsWrite", let thread?):
      return TypedExpression(
        .binary(.equal, .variable(lock.holdBase + thread), .constant(2)), .flag)
    default:
      let least: Int32 = name.text == "isWriteHeld" ? 2 : 1
      return TypedExpression(
        .any(
          inputs.threads.indices.map {
            .binary(.greaterOrEqual, .variable(lock.holdBase + $0), .constant(least))
          }), .flag)
    }
  }

  /// The type of what an entry's function gives.
  private func type(of function: EntryFunction) -> ValueType {
    switch function {
    case .isTable, .isLeaf, .isWritable, .isYoung: .flag
    case .tableOf: .member(set: "tables", count: model.sets["tables"] ?? 0)
    case .frameOf: .member(set: "frames", count: model.sets["frames"] ?? 0)
    default: .entry
    }
  }

  /// A lock's number.
  func lock(_ name: Syntax.Name, in scope: Scope) throws(StepSyntaxError) -> Int {
    guard let number = scope.locks[name.text] else {
      throw StepSyntaxError(text: scope.text, place: name.place, problem: .unknownName(name.text))
    }
    return number
  }
}

extension Scope {
  /// The scope within a definition or routine whose parameters stand for arguments.
  func entering(
    _ parameters: [Syntax.Name], _ arguments: [Syntax.Expression], by compiler: Compiler
  ) throws(StepSyntaxError) -> Scope {
    var inner = self
    for (parameter, argument) in zip(parameters, arguments) {
      inner = inner.binding(parameter.text, to: try compiler.expression(argument, in: self))
    }
    return inner
  }
}
