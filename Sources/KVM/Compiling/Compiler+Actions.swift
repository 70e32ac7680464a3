extension Compiler {
  /// Adds what a clause waits for, asserts or does.
  func add(
    _ action: Syntax.Action, to step: inout Step, in scope: Scope
  ) throws(StepSyntaxError) {
    switch action {
    case .wait(let syntax, let words): try addGuards(syntax, words, to: &step, in: scope)
    case .need(let rule, let syntax, let words), .check(let rule, let syntax, let words):
      step.actions.append(
        .require(
          rule: try self.rule(rule, in: scope), try expression(syntax, in: scope).expression,
          try phrase(words, at: rule.place, in: scope)))
    case .effects(let effects):
      for effect in effects { try add(effect, effect.bindings[...], to: &step, in: scope) }
    case .queue(let name):
      step.actions.append(.assign(try own(name, \.queueBase, scope), 1))
    case .acquire(let name, let mode): try addAcquisition(name, mode, to: &step, in: scope)
    case .release(let name):
      let target = try own(name, \.holdBase, scope)
      step.actions.append(
        .require(
          rule: .precondition, .binary(.notEqual, .variable(target.base), .constant(0)),
          Phrase(pieces: [.text("\(name.text) is released by a thread that doesn't hold it")])))
      step.actions.append(.assign(target, 0))
    }
  }

  /// A rule by its name.
  func rule(_ name: Syntax.Name, in scope: Scope) throws(StepSyntaxError) -> InvariantRule {
    guard let rule = InvariantRule(rawValue: name.text) else {
      throw StepSyntaxError(text: scope.text, place: name.place, problem: .unknownName(name.text))
    }
    return rule
  }

  /// A guard for each part of a conjunction, with who is in the way where it asks every thread.
  private func addGuards(
    _ syntax: Syntax.Expression, _ words: String, to step: inout Step, in scope: Scope
  ) throws(StepSyntaxError) {
    if case .binary(.and, let left, let right) = syntax {
      try addGuards(left, words, to: &step, in: scope)
      return try addGuards(right, words, to: &step, in: scope)
    }
    let condition = try expression(syntax, in: scope).expression
    var perThread: [Expression] = []
    if case .quantified(.all, let variable, let set, let body) = syntax, set.text == "threads" {
      perThread = try members(variable, of: set, body, in: scope)
    }
    guard condition.constantValue != 1 else { return }
    step.guards.append(
      Step.Guard(
        condition: condition, perThread: perThread, lock: nil, mode: nil, words: words))
  }

  private func addAcquisition(
    _ name: Syntax.Name, _ modeName: Syntax.Name, to step: inout Step, in scope: Scope
  ) throws(StepSyntaxError) {
    let number = try lock(name, in: scope)
    let lock = model.locks[number]
    guard let me = scope.thread,
      let mode: LockMode = ["read": .read, "write": .write][modeName.text]
    else {
      throw StepSyntaxError(
        text: scope.text, place: modeName.place, problem: .unknownName(modeName.text))
    }
    // A reader also waits for a writer in the queue, unless readers are unfair by policy.
    let isFair = scope.constants[lock.name + ".fair"] ?? 1 != 0
    let perThread = inputs.threads.indices.map { thread -> Expression in
      let hold = Expression.variable(lock.holdBase + thread)
      guard mode == .read else { return .binary(.equal, hold, .constant(0)) }
      let notHeld = Expression.binary(.notEqual, hold, .constant(LockMode.write.rawValue))
      let notQueued = Expression.not(.variable(lock.queueBase + thread))
      return isFair ? .binary(.and, notHeld, notQueued) : notHeld
    }
    step.guards.append(
      Step.Guard(
        condition: .all(perThread), perThread: perThread, lock: number, mode: mode,
        words: lock.words))
    step.actions.append(.assign(Step.Target(slot: lock.queueBase + me), 0))
    step.actions.append(.assign(Step.Target(slot: lock.holdBase + me), mode.rawValue))
  }

  /// A thread's own slot of a lock's array.
  private func own(
    _ name: Syntax.Name, _ base: KeyPath<Model.Lock, Int>, _ scope: Scope
  ) throws(StepSyntaxError) -> Step.Target {
    let lock = model.locks[try lock(name, in: scope)]
    return Step.Target(slot: lock[keyPath: base] + (scope.thread ?? 0))
  }

  /// Adds an effect, once for every member of the sets it is bound to.
  private func add(
    _ effect: Syntax.Effect, _ bindings: ArraySlice<(variable: Syntax.Name, set: Syntax.Name)>,
    to step: inout Step, in scope: Scope
  ) throws(StepSyntaxError) {
    if let binding = bindings.first {
      for number in 0..<(try size(of: binding.set, in: scope)) {
        let inner = scope.binding(
          binding.variable.text, to: Int32(number), of: binding.set.text, model.sets)
        try add(effect, bindings.dropFirst(), to: &step, in: inner)
      }
      return
    }
    let condition = try effect.condition.map { condition throws(StepSyntaxError) in
      try expression(condition, in: scope).expression
    }
    if condition?.constantValue == 0 { return }
    let isAlways = condition?.constantValue != nil
    if case .call(let arguments) = effect.operation {
      return try call(effect, arguments, isAlways ? nil : condition, to: &step, in: scope)
    }
    guard let variable = scope.variables[effect.target.text] else {
      throw StepSyntaxError(
        text: scope.text, place: effect.target.place, problem: .unknownName(effect.target.text))
    }
    let index = try self.index(effect.target, effect.indexes, of: variable, in: scope)
    let target = Step.Target(base: variable.base, count: variable.count, index: index).folded
    let value: Expression
    switch effect.operation {
    case .assign(let syntax):
      value = try expression(syntax, in: scope, expecting: variable.type).expression
    case .add(let syntax):
      value = .binary(.add, target.expression, try expression(syntax, in: scope).expression)
    case .subtract(let syntax):
      value = .binary(.subtract, target.expression, try expression(syntax, in: scope).expression)
    case .call: return
    }
    step.actions.append(
      .assign(
        target, value.folded, type: variable.type, condition: isAlways ? nil : condition))
  }

  /// Adds a routine's effects, each under the condition of its call as well.
  private func call(
    _ effect: Syntax.Effect, _ arguments: [Syntax.Expression], _ condition: Expression?,
    to step: inout Step, in scope: Scope
  ) throws(StepSyntaxError) {
    let name = effect.target
    guard let routine = scope.routines[name.text] else {
      throw StepSyntaxError(text: scope.text, place: name.place, problem: .unknownName(name.text))
    }
    guard routine.parameters.count == arguments.count else {
      throw StepSyntaxError(
        text: scope.text, place: name.place,
        problem: .wrongArgumentCount(
          name.text, expected: routine.parameters.count, found: arguments.count))
    }
    let inner = try scope.entering(name, routine.parameters, arguments, by: self)
    let start = step.actions.count
    for line in routine.effects { try add(line, line.bindings[...], to: &step, in: inner) }
    guard let condition else { return }
    for index in start..<step.actions.count {
      step.actions[index] = step.actions[index].under(condition)
    }
  }
}

extension Step.Action {
  /// The same action, done only where a condition holds too.
  fileprivate func under(_ outer: Expression) -> Step.Action {
    guard case .assign(let target, let value, let type, let inner) = self else { return self }
    return .assign(
      target, value, type: type, condition: inner.map { .binary(.and, outer, $0) } ?? outer)
  }

  fileprivate static func assign(_ target: Step.Target, _ word: Int32) -> Step.Action {
    .assign(target, .constant(word), type: .range(0...2), condition: nil)
  }
}

extension Step.Target {
  fileprivate init(slot: Int) { self.init(base: slot, count: 1, index: nil) }

  /// The same target, as a plain slot where its index is known.
  fileprivate var folded: Step.Target {
    guard let index else { return self }
    switch Expression.element(base: base, count: count, index).folded {
    case .variable(let slot): return Step.Target(slot: slot)
    case .element(let base, let count, let index):
      return Step.Target(base: base, count: count, index: index)
    default: return self
    }
  }

  /// Its word.
  fileprivate var expression: Expression {
    index.map { .element(base: base, count: count, $0) } ?? .variable(base)
  }
}
