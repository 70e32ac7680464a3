extension Expression {
  /// The same formula, its constant parts worked out.
  var folded: Expression {
    switch self {
    case .not(let inner): inner.constantValue.map { .constant($0 == 0 ? 1 : 0) } ?? self
    case .binary(let operation, let left, let right): Expression.folded(operation, left, right)
    case .conditional(let condition, let yes, let no):
      condition.constantValue.map { $0 != 0 ? yes : no } ?? self
    case .lookUp(let table, let index):
      index.constantValue.flatMap { table.indices.contains(Int($0)) ? table[Int($0)] : nil }
        .map(Expression.constant) ?? self
    case .element(let base, let count, let index):
      index.constantValue.flatMap { (0..<Int32(count)).contains($0) ? Int($0) : nil }
        .map { .variable(base + $0) } ?? Expression.narrowed(base, count, index)
    case .entry(let function, let inner):
      inner.constantValue.map { .constant(function.apply($0)) } ?? self
    case .all(let members): Expression.folded(members, every: true)
    case .any(let members): Expression.folded(members, every: false)
    case .sum(let members):
      members.allSatisfy { $0.constantValue != nil }
        ? .constant(members.reduce(0) { $0 + ($1.constantValue ?? 0) }) : self
    default: self
    }
  }

  /// An element of an array whose outer indexes are known: of the part of the array that they name.
  static func narrowed(_ base: Int, _ count: Int, _ index: Expression) -> Expression {
    switch index {
    case .bounded(let inner, let size) where Int(size) <= count:
      .element(base: base, count: Int(size), inner)
    case .binary(.add, .constant(let start), .bounded(let inner, let size))
    where start >= 0 && Int(start) + Int(size) <= count:
      .element(base: base + Int(start), count: Int(size), inner)
    default: .element(base: base, count: count, index)
    }
  }

  /// The place of the first formula that holds; −1 for none.
  static func first(of members: [Expression]) -> Expression {
    members.enumerated().reversed().reduce(.constant(-1)) { rest, member in
      Expression.conditional(member.element, .constant(Int32(member.offset)), rest).folded
    }
  }

  private static func folded(
    _ operation: Operator, _ left: Expression, _ right: Expression
  ) -> Expression {
    switch (operation, left.constantValue, right.constantValue) {
    case (_, let left?, let right?): .constant(operation.combine(left, right))
    case (.and, 0?, _): .constant(0)
    case (.or, let left?, _) where left != 0: .constant(1)
    case (.and, .some, nil): right.asFlag
    case (.or, 0?, nil): right.asFlag
    // The other way about too: neither side has effects.
    case (.and, nil, 0?): .constant(0)
    case (.or, nil, let right?) where right != 0: .constant(1)
    case (.and, nil, .some), (.or, nil, 0?): left.asFlag
    case (.add, let left?, nil) where left == 0: right
    case (.add, nil, let right?) where right == 0: left
    default: .binary(operation, left, right)
    }
  }

  private static func folded(_ members: [Expression], every: Bool) -> Expression {
    let deciding = members.contains { member in
      member.constantValue.map { ($0 != 0) != every } ?? false
    }
    if deciding { return .constant(every ? 0 : 1) }
    let open = members.filter { $0.constantValue == nil }
    if open.isEmpty { return .constant(every ? 1 : 0) }
    return every ? .all(open) : .any(open)
  }

  /// 0 or 1.
  private var asFlag: Expression {
    switch self {
    case .not, .all, .any, .sameOutput: self
    case .binary(let operation, _, _) where operation != .add && operation != .subtract: self
    default: .binary(.notEqual, self, .constant(0))
    }
  }

  /// Times a whole number.
  func scaled(by count: Int) -> Expression {
    constantValue.map { .constant($0 &* Int32(count)) } ?? .multiple(self, of: Int32(count))
  }

  /// Itself where it is an index of a set of a size; out of range everywhere else.
  func bounded(below size: Int) -> Expression {
    if let number = constantValue, (0..<Int32(size)).contains(number) { return self }
    return .bounded(self, below: Int32(size))
  }
}
