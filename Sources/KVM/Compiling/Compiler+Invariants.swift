extension Compiler {
  /// Makes the invariants, one for each member of the sets they speak of, so that a violation can
  /// name its members.
  mutating func compileInvariants() throws {
    for text in texts {
      var scope = globals
      scope.text = text.name
      for invariant in text.invariants {
        if let condition = invariant.condition, try constant(condition, in: scope) == 0 { continue }
        try add(invariant, invariant.body, in: scope)
      }
    }
  }

  private mutating func add(
    _ invariant: Syntax.Invariant, _ body: Syntax.Expression, in scope: Scope
  ) throws {
    switch body {
    case .quantified(.all, let variable, let set, let inner):
      for number in 0..<(try size(of: set, in: scope)) {
        try add(
          invariant, inner,
          in: scope.binding(variable.text, to: Int32(number), of: set.text, model.sets))
      }
    default:
      let condition = try expression(body, in: scope).expression
      guard condition.constantValue != 1 else { return }
      model.invariants.append(
        Model.Invariant(
          rule: try rule(invariant.rule, in: scope), condition: condition,
          phrase: try phrase(invariant.words, at: invariant.rule.place, in: scope)))
    }
  }

  /// Words with `{formula}` in between.
  func phrase(
    _ words: String, at place: SourcePlace, in scope: Scope
  ) throws(StepSyntaxError) -> Phrase {
    var pieces: [Phrase.Piece] = []
    var rest = words[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      var parser = try Parser(String(rest[rest.index(after: open)..<close]), named: scope.text)
      let syntax = try parser.takeExpression()
      do {
        let typed = try expression(syntax, in: scope)
        pieces.append(.value(typed.expression, typed.type))
      } catch {
        throw StepSyntaxError(text: scope.text, place: place, problem: error.problem)
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return Phrase(pieces: pieces)
  }
}
