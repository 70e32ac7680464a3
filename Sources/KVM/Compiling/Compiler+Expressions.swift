extension Compiler {
  /// A formula's value, where it depends on nothing that changes.
  func constant(
    _ syntax: Syntax.Expression, in scope: Scope, expecting type: ValueType? = nil
  ) throws(StepSyntaxError) -> Int32 {
    let resolved = try expression(syntax, in: scope, expecting: type).expression
    guard let number = resolved.constantValue else {
      throw StepSyntaxError(text: scope.text, place: syntax.place, problem: .notConstant)
    }
    return number
  }

  /// A formula with its names resolved and its constant parts worked out.
  ///
  /// - Parameter type: what is compared with or assigned to, so that names of choices are known.
  func expression(
    _ syntax: Syntax.Expression, in scope: Scope, expecting type: ValueType? = nil
  ) throws(StepSyntaxError) -> TypedExpression {
    switch syntax {
    case .number(let number, _):
      return TypedExpression(.constant(Int32(number)), TypedExpression.numbers)
    case .name(let name): return try named(name, in: scope, expecting: type)
    case .element(let name, let indexes): return try element(name, indexes, in: scope)
    case .call(let name, let arguments): return try call(name, arguments, in: scope)
    case .not(let inner):
      let inner = try expression(inner, in: scope).expression
      return TypedExpression(Expression.not(inner).folded, .flag)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, in: scope)
    case .conditional(let condition, let yes, let no):
      let condition = try expression(condition, in: scope).expression
      let yes = try expression(yes, in: scope, expecting: type)
      let no = try expression(no, in: scope, expecting: type)
      return TypedExpression(
        Expression.conditional(condition, yes.expression, no.expression).folded, yes.type)
    case .quantified(let quantifier, let variable, let set, let body):
      let members = try members(variable, of: set, body, in: scope)
      switch quantifier {
      case .all: return TypedExpression(Expression.all(members).folded, .flag)
      case .any: return TypedExpression(Expression.any(members).folded, .flag)
      case .sum: return TypedExpression(Expression.sum(members).folded, TypedExpression.numbers)
      case .first:
        return TypedExpression(
          Expression.first(of: members), .member(set: set.text, count: members.count))
      }
    }
  }

  /// A formula once for each member of a set.
  func members(
    _ variable: Syntax.Name, of set: Syntax.Name, _ body: Syntax.Expression, in scope: Scope
  ) throws(StepSyntaxError) -> [Expression] {
    var members: [Expression] = []
    for number in 0..<(try size(of: set, in: scope)) {
      let inner = scope.binding(variable.text, to: Int32(number), of: set.text, model.sets)
      members.append(try expression(body, in: inner).expression)
    }
    return members
  }

  private func named(
    _ name: Syntax.Name, in scope: Scope, expecting type: ValueType?
  ) throws(StepSyntaxError) -> TypedExpression {
    if let bound = scope.boundValue(name.text) { return bound }
    if case .choice(let choices) = type, let place = choices.firstIndex(of: name.text) {
      return TypedExpression(.constant(Int32(place)), .choice(choices))
    }
    if name.text == "empty" || name.text == "locked" {
      let entry: TableEntry = name.text == "empty" ? .empty : .locked
      return TypedExpression(.constant(entry.word), .entry)
    }
    if let number = scope.constants[name.text] {
      let choices = scope.choices[name.text].map(ValueType.choice)
      return TypedExpression(
        .constant(number), choices ?? scope.members[name.text] ?? TypedExpression.numbers)
    }
    return try element(name, [], in: scope)
  }

  private func element(
    _ name: Syntax.Name, _ indexes: [Syntax.Expression], in scope: Scope
  ) throws(StepSyntaxError) -> TypedExpression {
    if let table = scope.tables[name.text] {
      let index = try index(name, indexes, of: table.variable, in: scope)
      guard let index else {
        return TypedExpression(.constant(table.words.first ?? 0), table.variable.type)
      }
      return TypedExpression(Expression.lookUp(table.words, index).folded, table.variable.type)
    }
    guard let variable = scope.variables[name.text] else {
      throw StepSyntaxError(text: scope.text, place: name.place, problem: .unknownName(name.text))
    }
    guard let index = try index(name, indexes, of: variable, in: scope) else {
      return TypedExpression(.variable(variable.base), variable.type)
    }
    return TypedExpression(
      Expression.element(base: variable.base, count: variable.count, index).folded, variable.type)
  }

  /// Several indexes as one, last index fastest; nil for a variable that is no array.
  func index(
    _ name: Syntax.Name, _ indexes: [Syntax.Expression], of variable: Model.Variable,
    in scope: Scope
  ) throws(StepSyntaxError) -> Expression? {
    guard indexes.count == variable.dimensions.count else {
      throw StepSyntaxError(
        text: scope.text, place: name.place,
        problem: .wrongIndexCount(
          name.text, expected: variable.dimensions.count, found: indexes.count))
    }
    var total: Expression?
    for (syntax, size) in zip(indexes, variable.dimensions) {
      let next = try expression(syntax, in: scope).expression
      // An index outside its own set must not reach a neighbour's elements.
      let checked = indexes.count > 1 ? next.bounded(below: size) : next
      guard let before = total else {
        total = checked
        continue
      }
      total = Expression.binary(.add, before.scaled(by: size), checked).folded
    }
    return total
  }

  private func binary(
    _ operation: Operator, _ left: Syntax.Expression, _ right: Syntax.Expression, in scope: Scope
  ) throws(StepSyntaxError) -> TypedExpression {
    let left = try expression(left, in: scope)
    let right = try expression(right, in: scope, expecting: left.type)
    let joined = Expression.binary(operation, left.expression, right.expression).folded
    switch operation {
    case .add, .subtract:
      // A frame so many frames on is a frame.
      if case .member = left.type { return TypedExpression(joined, left.type) }
      return TypedExpression(joined, TypedExpression.numbers)
    default: return TypedExpression(joined, .flag)
    }
  }
}
