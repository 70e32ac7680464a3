extension Model {
  /// The same model with its formulas made short, and without what makes no difference: guards that
  /// always hold, branches never taken, effects that change nothing.
  func simplified(_ ranges: WordRanges) -> Model {
    let words = initial.words
    let short = FormulaSimplifier { ranges.changes($0) ? nil : words[$0] }
    var copy = self
    copy.invariants = invariants.compactMap { invariant in
      var invariant = invariant
      invariant.condition = short(invariant.condition)
      invariant.phrase = short(invariant.phrase)
      return invariant.condition.isTrue ? nil : invariant
    }
    for thread in threads.indices {
      copy.threads[thread].steps = threads[thread].steps.map { $0.simplified(short, ranges) }
    }
    return copy
  }
}

extension Step {
  fileprivate func simplified(_ short: FormulaSimplifier, _ ranges: WordRanges) -> Step {
    var copy = self
    var before = short
    copy.guards = guards.compactMap { item in
      var item = item
      item.condition = before(item.condition)
      before = before.knowing(item.condition, is: true)
      return item.condition.isTrue ? nil : item
    }
    copy.sayings = sayings.compactMap { saying in
      let condition = saying.condition.map { before($0) }
      if condition?.constantValue == 0 { return nil }
      return Saying(
        condition: condition?.constantValue == nil ? condition : nil,
        phrase: before(saying.phrase))
    }
    copy.actions = actions.compactMap { $0.simplified(short, ranges) }
    if case .branches(let branches) = next { copy.next = .branches(short(branches)) }
    return copy
  }
}

extension Step.Action {
  /// nil for what makes no difference.
  fileprivate func simplified(_ short: FormulaSimplifier, _ ranges: WordRanges) -> Step.Action? {
    switch self {
    case .require(let rule, let condition, let phrase):
      let condition = short(condition)
      return condition.isTrue ? nil : .require(rule: rule, condition, short(phrase))
    case .assign(var target, let value, let type, let condition):
      let condition = condition.map { short($0) }
      if condition?.constantValue == 0 { return nil }
      let inner = condition.map { short.knowing($0, is: true) } ?? short
      let value = inner(value)
      if let index = target.index.map({ inner($0) }) {
        target.index = index
        if let number = index.constantValue, (0..<Int32(target.count)).contains(number) {
          target = Step.Target(base: target.base + Int(number), count: 1, index: nil)
        }
      }
      let changes = target.slots.contains(where: ranges.changes)
      guard changes || !ranges.fits(value, type) else { return nil }
      return .assign(
        target, value, type: type, condition: condition?.constantValue == nil ? condition : nil)
    }
  }
}

extension FormulaSimplifier {
  fileprivate func callAsFunction(_ phrase: Phrase) -> Phrase {
    Phrase(
      pieces: phrase.pieces.map { piece in
        if case .value(let formula, let type) = piece { return .value(self(formula), type) }
        return piece
      })
  }

  /// Branches up to the first that is always taken.
  fileprivate func callAsFunction(_ branches: [Step.Branch]) -> [Step.Branch] {
    var result: [Step.Branch] = []
    var rest = self
    for branch in branches {
      let condition = branch.condition.map { rest($0) } ?? .constant(1)
      if condition.constantValue == 0 { continue }
      let isLast = condition.constantValue != nil
      result.append(Step.Branch(condition: isLast ? nil : condition, step: branch.step))
      if isLast { break }
      rest = rest.knowing(condition, is: false)
    }
    return result
  }
}

extension WordRanges {
  /// Whether a formula's value is certain to be one of a type's.
  func fits(_ formula: Expression, _ type: ValueType) -> Bool {
    guard let bounds = type.bounds else { return true }
    let range = self[formula]
    return range.lowerBound >= Int64(bounds.lowerBound)
      && range.upperBound <= Int64(bounds.upperBound)
  }
}

extension Expression {
  fileprivate var isTrue: Bool { constantValue.map { $0 != 0 } ?? false }
}
