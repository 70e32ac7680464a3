/// Makes formulas short that were put together from definitions: works out what never changes, and
/// asks nothing twice.
struct FormulaSimplifier {
  /// The word of a slot that never changes; nil for others.
  let constant: (Int) -> Int32?
  /// Conditions whose answers are known where the formula stands.
  private var known: [Expression: Bool] = [:]

  init(constant: @escaping (Int) -> Int32?) { self.constant = constant }

  /// The same, where a condition was asked already.
  func knowing(_ condition: Expression, is answer: Bool) -> FormulaSimplifier {
    var copy = self
    copy.learn(condition, answer)
    return copy
  }

  private mutating func learn(_ condition: Expression, _ answer: Bool) {
    // What is not 0 need not be 1.
    if condition.isFlag || !answer { known[condition] = answer }
    switch (condition, answer) {
    case (.not(let inner), _): learn(inner, !answer)
    case (.binary(.and, let left, let right), true), (.binary(.or, let left, let right), false):
      learn(left, answer)
      learn(right, answer)
    case (.all(let members), true), (.any(let members), false):
      for member in members { learn(member, answer) }
    case (.binary(.equal, let left, let right), _):
      known[.binary(.notEqual, left, right)] = !answer
    case (.binary(.notEqual, let left, let right), _):
      known[.binary(.equal, left, right)] = !answer
    // An entry is one thing.
    case (.entry(.isTable, let entry), true): learnNot([.entry(.isLeaf, entry)], entry)
    case (.entry(.isLeaf, let entry), true): learnNot([.entry(.isTable, entry)], entry)
    default: break
    }
  }

  private mutating func learnNot(_ others: [Expression], _ entry: Expression) {
    for other in others { known[other] = false }
    for word in [TableEntry.empty.word, TableEntry.locked.word] {
      known[.binary(.equal, entry, .constant(word))] = false
      known[.binary(.notEqual, entry, .constant(word))] = true
    }
  }

  /// The formula made short: once by its parts, and once more for what came of that.
  func callAsFunction(_ formula: Expression) -> Expression { once(once(formula)) }

  private func once(_ formula: Expression) -> Expression {
    switch formula {
    case .constant: return formula
    case .variable(let slot): return constant(slot).map(Expression.constant) ?? formula
    case .element(let base, let count, let index): return element(base, count, once(index))
    case .lookUp(let table, let index): return FormulaSimplifier.lookUp(table, once(index))
    case .not(let inner): return answered(FormulaSimplifier.negated(once(inner)))
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    case .conditional(let condition, let yes, let no): return conditional(condition, yes, no)
    case .multiple(let inner, let factor): return once(inner).scaled(by: Int(factor))
    case .bounded(let inner, let size): return once(inner).bounded(below: Int(size))
    case .entry(let function, let inner):
      return answered(FormulaSimplifier.entry(function, once(inner)))
    case .makeTable(let inner): return Expression.makeTable(once(inner)).foldedEntry
    case .makeLeaf(let frame, let writable, let executable, let young):
      return Expression.makeLeaf(once(frame), once(writable), once(executable), once(young))
        .foldedEntry
    case .sameOutput(let left, let right): return .sameOutput(once(left), once(right))
    case .all(let members): return list(members, every: true)
    case .any(let members): return list(members, every: false)
    case .sum(let members):
      let open = members.map { once($0) }.filter { $0.constantValue != 0 }
      return open.isEmpty ? .constant(0) : Expression.sum(open).folded
    }
  }

  private func answered(_ formula: Expression) -> Expression {
    known[formula].map { .constant($0 ? 1 : 0) } ?? formula
  }

  // MARK: - Conditions

  private func binary(
    _ operation: Operator, _ left: Expression, _ right: Expression
  ) -> Expression {
    let left = once(left)
    switch operation {
    case .and:
      return Expression.binary(.and, left, knowing(left, is: true).once(right)).folded
    case .or:
      return Expression.binary(.or, left, knowing(left, is: false).once(right)).folded
    case .add, .subtract: return Expression.binary(operation, left, once(right)).folded
    default:
      return answered(FormulaSimplifier.comparison(operation, left, once(right)))
    }
  }

  private func list(_ members: [Expression], every: Bool) -> Expression {
    var inner = self
    var result: [Expression] = []
    for member in members {
      let short = inner.once(member)
      result.append(short)
      inner = inner.knowing(short, is: every)
    }
    return (every ? Expression.all(result) : .any(result)).folded
  }

  private func conditional(
    _ condition: Expression, _ yes: Expression, _ no: Expression
  ) -> Expression {
    let condition = once(condition)
    if let number = condition.constantValue { return number != 0 ? once(yes) : once(no) }
    return FormulaSimplifier.conditional(
      condition, knowing(condition, is: true).once(yes),
      knowing(condition, is: false).once(no))
  }

  // MARK: - Elements

  private func element(_ base: Int, _ count: Int, _ index: Expression) -> Expression {
    let folded = Expression.element(base: base, count: count, index).folded
    guard case .element = folded else { return once(folded) }
    let words = (base..<base + count).compactMap(constant)
    return words.count == count ? FormulaSimplifier.lookUp(words, index) : folded
  }
}
