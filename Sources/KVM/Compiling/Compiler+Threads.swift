extension Compiler {
  /// Makes every thread of the inputs: its variables first, so that all slots are known.
  mutating func compileThreads() throws {
    var scopes: [Scope] = []
    var items: [[FlatItem]] = []
    for (number, thread) in inputs.threads.enumerated() {
      guard !inputs.threads[..<number].contains(where: { $0.name == thread.name }) else {
        throw ModelInputError.threadTwice(thread.name)
      }
      let (program, text) = try self.program(thread.program)
      var scope = globals
      scope.text = text.name
      scope.thread = number
      scope.constants["me"] = Int32(number)
      let counter = declareCounter()
      items.append(try flatten(program, text, thread, into: &scope, within: []))
      model.threads.append(
        ModelThread(
          name: thread.name, program: program.name.text, words: program.words,
          isDaemon: thread.isDaemon, counterSlot: counter, steps: []))
      scopes.append(scope)
    }
    for number in inputs.threads.indices {
      model.threads[number].steps = try steps(items[number], in: scopes[number])
    }
  }

  private func program(_ name: String) throws(ModelInputError) -> (Syntax.Program, Syntax.Text) {
    for text in texts {
      if let program = text.programs.first(where: { $0.name.text == name }) {
        return (program, text)
      }
    }
    throw .unknownProgram(name, known: texts.flatMap(\.programs).map(\.name.text))
  }

  /// A program's steps with those of the programs it includes; declares their variables.
  private mutating func flatten(
    _ program: Syntax.Program, _ text: Syntax.Text, _ thread: ModelInputs.Thread,
    into scope: inout Scope, within outer: [String]
  ) throws -> [FlatItem] {
    if outer.contains(program.name.text) {
      throw StepSyntaxError(
        text: text.name, place: program.name.place, problem: .includesItself(program.name.text))
    }
    for parameter in program.parameters {
      let type = try parameter.set.map { set throws(StepSyntaxError) in
        ValueType.member(set: set.text, count: try size(of: set, in: scope))
      }
      try scope.take(parameter, type ?? TypedExpression.numbers, of: thread)
    }
    for local in program.locals { try declareLocal(local, in: &scope) }
    var items: [FlatItem] = []
    for item in program.items {
      let own = FlatItem(kind: .mark, label: "", text: text.name, exit: "END")
      switch item {
      case .step(let step):
        items.append(own.with(.step(step), label: step.label.text))
      case .route(let label, let conditions, let next):
        items.append(own.with(.route(conditions, next), label: label.text))
      case .mark(let label): items.append(own.with(.mark, label: label.text))
      case .include(let name, let exit, let condition):
        if let condition, try constant(condition, in: scope) == 0 { continue }
        let (inner, innerText) = try self.program(name.text)
        let included = try flatten(
          inner, innerText, thread, into: &scope, within: outer + [program.name.text])
        items += included.map { $0.leaving(to: exit.text) }
        items.append(own.with(.route([], .branches([(nil, exit)])), label: ""))
      }
    }
    return items
  }
}

/// An item of a thread's program, with those of included programs in their places.
struct FlatItem {
  enum Kind {
    case step(Syntax.Step)
    case route([Syntax.Expression], Syntax.Next)
    case mark
  }

  var kind: Kind
  /// Its label; empty for none.
  var label: String
  /// The text it is from, for errors.
  var text: String
  /// The label that “END” means in it.
  var exit: String

  /// The same item in a program that includes its own.
  func leaving(to label: String) -> FlatItem {
    var copy = self
    if exit == "END" { copy.exit = label }
    return copy
  }

  fileprivate func with(_ kind: Kind, label: String) -> FlatItem {
    FlatItem(kind: kind, label: label, text: text, exit: exit)
  }
}

extension Scope {
  /// Makes a parameter known: a number, or a table for what takes an index.
  fileprivate mutating func take(
    _ parameter: Syntax.Parameter, _ type: ValueType, of thread: ModelInputs.Thread
  ) throws(ModelInputError) {
    let name = parameter.name.text
    switch thread.parameters[name] {
    case nil: throw .missingParameter(thread: thread.name, parameter: name)
    case .number(let number)?:
      constants[name] = Int32(truncatingIfNeeded: number)
      members[name] = type
    case .list(let numbers)?:
      take(table: name, numbers.map(Int32.init(truncatingIfNeeded:)), type)
    case .word(let word)?:
      guard let place = parameter.choices.firstIndex(of: word) else {
        throw .unknownChoice(policy: name, choice: word, known: parameter.choices)
      }
      constants[name] = Int32(place)
      choices[name] = parameter.choices
    }
  }

  private mutating func take(table name: String, _ small: [Int32], _ type: ValueType) {
    constants[name + ".count"] = Int32(small.count)
    tables[name] = (
      Model.Variable(
        name: name, thread: thread, base: 0, dimensions: [small.count], sets: [name],
        type: type, words: ""), small
    )
  }
}
