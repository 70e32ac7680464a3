/// The rules, for parts that are short already.
extension FormulaSimplifier {
  /// A look-up. One in a table that says the same for every index is that number; one in a table that
  /// gives every index back is the index.
  static func lookUp(_ table: [Int32], _ index: Expression) -> Expression {
    if Set(table).count <= 1 { return .constant(table.first ?? 0) }
    if table == Array(0..<Int32(table.count)) { return index }
    switch index {
    case .conditional(let condition, let yes, let no):
      return conditional(condition, lookUp(table, yes), lookUp(table, no))
    case .lookUp(let inner, let place) where inner.allSatisfy({ table.indices.contains(Int($0)) }):
      return lookUp(inner.map { table[Int($0)] }, place)
    default: return Expression.lookUp(table, index).folded
    }
  }

  static func entry(_ function: EntryFunction, _ inner: Expression) -> Expression {
    switch (function, inner) {
    case (_, .conditional(let condition, let yes, let no)):
      conditional(condition, entry(function, yes), entry(function, no))
    case (.isTable, .makeTable), (.isLeaf, .makeLeaf): .constant(1)
    case (.isTable, .makeLeaf), (.isLeaf, .makeTable): .constant(0)
    case (.tableOf, .makeTable(let target)), (.frameOf, .makeLeaf(let target, _, _, _)): target
    default: Expression.entry(function, inner).folded
    }
  }

  /// A comparison; that of a choice with a number is made for each choice where one is a number.
  static func comparison(
    _ operation: Operator, _ left: Expression, _ right: Expression
  ) -> Expression {
    if case .conditional(let condition, let yes, let no) = left, right.constantValue != nil,
      yes.constantValue != nil || no.constantValue != nil
    {
      return conditional(
        condition, comparison(operation, yes, right), comparison(operation, no, right))
    }
    if left == right, left.constantValue == nil {
      return .constant(operation.combine(0, 0))
    }
    return Expression.binary(operation, left, right).folded
  }

  static func conditional(
    _ condition: Expression, _ yes: Expression, _ no: Expression
  ) -> Expression {
    if yes == no { return yes }
    switch (yes.constantValue, no.constantValue) {
    case (1?, 0?) where condition.isFlag: return condition
    case (0?, 1?): return negated(condition)
    case (1?, nil) where no.isFlag: return .binary(.or, condition, no)
    case (nil, 0?) where yes.isFlag: return .binary(.and, condition, yes)
    case (nil, 1?) where yes.isFlag: return .binary(.or, negated(condition), yes)
    case (0?, nil) where no.isFlag: return .binary(.and, negated(condition), no)
    default: return Expression.conditional(condition, yes, no).folded
    }
  }

  static func negated(_ condition: Expression) -> Expression {
    switch condition {
    case .not(let inner) where inner.isFlag: return inner
    case .binary(let operation, let left, let right):
      guard let other = operation.negated else { break }
      return .binary(other, left, right)
    default: break
    }
    return Expression.not(condition).folded
  }
}

extension Expression {
  /// Whether it is always 0 or 1.
  var isFlag: Bool {
    switch self {
    case .constant(let number): number == 0 || number == 1
    case .not, .all, .any, .sameOutput: true
    case .binary(let operation, _, _): operation != .add && operation != .subtract
    case .conditional(_, let yes, let no): yes.isFlag && no.isFlag
    case .entry(let function, _):
      [.isTable, .isLeaf, .isWritable, .isYoung].contains(function)
    default: false
    }
  }

  /// An entry made of known parts, as a number.
  var foldedEntry: Expression {
    guard case .makeTable = self else {
      guard case .makeLeaf = self else { return self }
      return foldedParts
    }
    return foldedParts
  }

  private var foldedParts: Expression {
    guard parts.allSatisfy({ $0.constantValue != nil }) else { return self }
    var isOutOfRange = false
    return .constant(value(in: [], &isOutOfRange))
  }
}

extension Operator {
  /// The comparison that holds where this one doesn't.
  var negated: Operator? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    default: nil
    }
  }
}
