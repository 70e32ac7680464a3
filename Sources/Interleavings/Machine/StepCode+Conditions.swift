import KVM

extension StepCode {
  /// Adds jumps that are taken where a condition is as wanted; where it is not, on it goes below.
  mutating func branch(_ condition: Expression, to wanted: Bool) -> Open {
    switch condition {
    case .constant(let number): return (number != 0) == wanted ? jump(.jump) : []
    case .variable(let slot):
      return jump(wanted ? .jumpUnlessVariable : .jumpIfVariable, Int32(slot), 0)
    case .not(let inner): return branch(inner, to: !wanted)
    case .binary(.and, let left, let right): return every([left, right], to: wanted)
    case .all(let members): return every(members, to: wanted)
    case .binary(.or, let left, let right): return some([left, right], to: wanted)
    case .any(let members): return some(members, to: wanted)
    case .binary(let operation, let left, let right) where operation.isComparison:
      return comparison(operation, left, right, to: wanted)
    case .entry(.isTable, let inner): return kind(.table, of: inner, to: wanted)
    case .entry(.isLeaf, let inner): return kind(.leaf, of: inner, to: wanted)
    default:
      value(condition)
      return jump(wanted ? .jumpUnlessZero : .jumpIfZero)
    }
  }

  private mutating func every(_ members: [Expression], to wanted: Bool) -> Open {
    if !wanted { return members.reduce(into: []) { $0 += branch($1, to: false) } }
    guard let last = members.last else { return jump(.jump) }
    let out = members.dropLast().reduce(into: Open()) { $0 += branch($1, to: false) }
    let jumps = branch(last, to: true)
    close(out)
    return jumps
  }

  private mutating func some(_ members: [Expression], to wanted: Bool) -> Open {
    if wanted { return members.reduce(into: []) { $0 += branch($1, to: true) } }
    guard let last = members.last else { return jump(.jump) }
    let out = members.dropLast().reduce(into: Open()) { $0 += branch($1, to: true) }
    let jumps = branch(last, to: false)
    close(out)
    return jumps
  }

  private mutating func comparison(
    _ operation: Operator, _ left: Expression, _ right: Expression, to wanted: Bool
  ) -> Open {
    let isEquality = operation == .equal || operation == .notEqual
    if isEquality, let number = right.constantValue {
      let jumpsIfEqual = (operation == .equal) == wanted
      if case .variable(let slot) = left {
        return jump(jumpsIfEqual ? .jumpIfVariable : .jumpUnlessVariable, Int32(slot), number)
      }
      value(left)
      return jump(jumpsIfEqual ? .jumpIfEqual : .jumpUnlessEqual, number)
    }
    value(left)
    add(.push)
    value(right)
    return jump(.jumpIfCompared, operation.code, wanted ? 1 : 0)
  }

  private mutating func kind(
    _ kind: TableEntry.Kind, of inner: Expression, to wanted: Bool
  ) -> Open {
    value(inner)
    return jump(wanted ? .jumpIfKind : .jumpUnlessKind, kind.rawValue)
  }

  /// Adds a piece that answers whether a condition holds; where it begins.
  mutating func question(_ condition: Expression) -> Int32 {
    let start = place
    let toNo = branch(condition, to: false)
    add(.answer, 1)
    close(toNo)
    add(.answer, 0)
    return start
  }
}

extension Operator {
  /// Operators in the order of their numbers within instructions.
  static let comparisons: [Operator] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  var isComparison: Bool { Operator.comparisons.contains(self) }

  var code: Int32 { Int32(Operator.comparisons.firstIndex(of: self) ?? 0) }
}
