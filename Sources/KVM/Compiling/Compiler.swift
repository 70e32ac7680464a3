/// Makes a model from texts of the step language and inputs.
struct Compiler {
  let texts: [Syntax.Text]
  let inputs: ModelInputs
  var model: Model
  /// What is known outside of threads.
  var globals: Scope
  private var initialWords: [Int32] = []

  /// - Throws: ``ModelInputError``, for texts that are wrong too.
  static func model(
    texts: [Syntax.Text], inputs: ModelInputs
  ) throws(ModelInputError) -> Model {
    var compiler = Compiler(texts: texts, inputs: inputs)
    do {
      try compiler.declare()
      try compiler.compileThreads()
      try compiler.compileInvariants()
      compiler.model.initial = ModelState(words: compiler.initialWords)
      return compiler.model
    } catch let error as StepSyntaxError {
      throw .syntax(error)
    } catch let error as ModelInputError {
      throw error
    } catch {
      preconditionFailure("the compiler throws its own errors only: \(error)")
    }
  }

  private init(texts: [Syntax.Text], inputs: ModelInputs) {
    self.texts = texts
    self.inputs = inputs
    model = Model(edition: inputs.edition)
    globals = Scope(text: texts.first?.name ?? "")
  }

  private mutating func declare() throws {
    globals.constants["ed"] = Int32(inputs.edition.rawValue)
    globals.constants["none"] = -1
    globals.constants["true"] = 1
    globals.constants["false"] = 0
    model.sets = inputs.sets
    model.sets["threads"] = inputs.threads.count
    for (name, count) in model.sets { globals.constants[name] = Int32(count) }
    for text in texts {
      globals.text = text.name
      for policy in text.policies { try declare(policy) }
      for definition in text.definitions {
        globals.definitions[definition.name.text] = definition
      }
      for routine in text.routines { globals.routines[routine.name.text] = routine }
    }
    try checkPolicies()
    for text in texts {
      globals.text = text.name
      for constant in text.constants { try declareTable(constant) }
      for lock in text.locks { try declare(lock) }
      for variable in text.variables { try declare(variable) }
    }
  }

  private mutating func declare(_ policy: Syntax.Policy) throws {
    let chosen = inputs.policies[policy.name.text] ?? policy.usual
    guard let place = policy.choices.firstIndex(of: chosen) else {
      throw ModelInputError.unknownChoice(
        policy: policy.name.text, choice: chosen, known: policy.choices)
    }
    globals.constants[policy.name.text] = Int32(place)
    globals.choices[policy.name.text] = policy.choices
    model.policies.append(
      Model.Policy(
        name: policy.name.text, choices: policy.choices, usual: policy.usual, chosen: chosen,
        words: policy.words))
  }

  private func checkPolicies() throws {
    let known = model.policies.map(\.name)
    for name in inputs.policies.keys.sorted() where !known.contains(name) {
      throw ModelInputError.unknownPolicy(name, known: known)
    }
  }

  // MARK: - Variables

  private mutating func declareTable(_ constant: Syntax.Variable) throws {
    let shape = try shape(of: constant, in: globals, base: 0, thread: nil)
    let words = inputs.constants[constant.name.text] ?? []
    guard words.count == shape.count else {
      throw ModelInputError.wrongCount(
        variable: constant.name.text, expected: shape.count, found: words.count)
    }
    globals.tables[constant.name.text] = (shape, words.map(Int32.init(truncatingIfNeeded:)))
  }

  private mutating func declare(_ lock: Syntax.Lock) throws {
    let threads = inputs.threads.count
    var kind: String?
    for choice in lock.kinds where kind == nil {
      let isMeant = try choice.condition.map { try constant($0, in: globals) != 0 } ?? true
      if isMeant { kind = choice.kind.text }
    }
    globals.locks[lock.name.text] = model.locks.count
    model.locks.append(
      Model.Lock(
        name: lock.name.text, words: lock.words, kind: kind ?? "",
        holdBase: initialWords.count, queueBase: initialWords.count + threads))
    if let fair = lock.isFair {
      globals.constants[lock.name.text + ".fair"] = try constant(fair, in: globals)
    }
    for (suffix, type) in [("hold", ValueType.range(0...2)), ("queued", .flag)] {
      let name = lock.name.text + "." + suffix
      append(
        Model.Variable(
          name: name, thread: nil, base: initialWords.count, dimensions: [threads],
          sets: ["threads"], type: type, words: lock.words))
      initialWords += Array(repeating: 0, count: threads)
    }
  }

  private mutating func declare(_ variable: Syntax.Variable) throws {
    let shape = try shape(of: variable, in: globals, base: initialWords.count, thread: nil)
    append(shape)
    try appendWords(of: shape, variable, in: globals, given: inputs.initial[variable.name.text])
  }

  private mutating func append(_ variable: Model.Variable) {
    globals.variables[variable.name] = variable
    model.variables.append(variable)
  }

  /// Adds a thread's own variable to its scope and to the state.
  mutating func declareLocal(_ local: Syntax.Variable, in scope: inout Scope) throws {
    let name = "my." + local.name.text
    var shape = try shape(
      of: local, in: scope, base: initialWords.count, thread: scope.thread)
    shape.name = name
    guard scope.variables[name] == nil else { return }
    scope.variables[name] = shape
    model.variables.append(shape)
    try appendWords(of: shape, local, in: scope, given: nil)
  }

  /// Adds the number of a thread's next step to the state.
  mutating func declareCounter() -> Int {
    initialWords.append(0)
    return initialWords.count - 1
  }

  private mutating func appendWords(
    of shape: Model.Variable, _ variable: Syntax.Variable, in scope: Scope, given: [Int]?
  ) throws {
    let usual = try variable.initial.map { initial throws(StepSyntaxError) in
      try constant(initial, in: scope, expecting: shape.type)
    }
    let words = given ?? Array(repeating: Int(usual ?? shape.type.restingWord), count: shape.count)
    guard words.count == shape.count else {
      throw ModelInputError.wrongCount(
        variable: shape.name, expected: shape.count, found: words.count)
    }
    for word in words {
      guard let small = Int32(exactly: word), shape.type.contains(small) else {
        throw ModelInputError.valueOutOfRange(variable: shape.name, value: word)
      }
      initialWords.append(small)
    }
  }

  private func shape(
    of variable: Syntax.Variable, in scope: Scope, base: Int, thread: Int?
  ) throws(StepSyntaxError) -> Model.Variable {
    var dimensions: [Int] = []
    for set in variable.indexes { dimensions.append(try size(of: set, in: scope)) }
    return Model.Variable(
      name: variable.name.text, thread: thread, base: base, dimensions: dimensions,
      sets: variable.indexes.map(\.text), type: try type(variable.type, in: scope),
      words: variable.words)
  }

  /// The size of a set.
  func size(of set: Syntax.Name, in scope: Scope) throws(StepSyntaxError) -> Int {
    guard let count = model.sets[set.text] else {
      throw StepSyntaxError(text: scope.text, place: set.place, problem: .unknownName(set.text))
    }
    return count
  }

  private func type(_ name: Syntax.TypeName, in scope: Scope) throws(StepSyntaxError) -> ValueType {
    switch name {
    case .flag: return .flag
    case .entry: return .entry
    case .choices(let names): return .choice(names)
    case .member(let set): return .member(set: set.text, count: try size(of: set, in: scope))
    case .range(let low, let high):
      let low = try constant(low, in: scope)
      return .range(low...max(low, try constant(high, in: scope)))
    }
  }
}

extension ValueType {
  /// What a variable begins with when nothing is said: nothing.
  var restingWord: Int32 {
    switch self {
    case .member: -1
    case .range(let range): range.contains(0) ? 0 : range.lowerBound
    default: 0
    }
  }
}
