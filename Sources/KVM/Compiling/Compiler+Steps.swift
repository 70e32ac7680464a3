extension Compiler {
  /// A thread's steps, those of other editions and policies left out, labels resolved.
  func steps(_ items: [FlatItem], in scope: Scope) throws(StepSyntaxError) -> [Step] {
    var layout = StepLayout(items: items)
    for (position, item) in items.enumerated() {
      if !item.label.isEmpty, layout.labels[item.label] == nil {
        layout.labels[item.label] = position
      }
      guard case .step(let step) = item.kind else { continue }
      if try holds(step.conditions, of: item, in: scope) {
        layout.numbers[position] = layout.numbers.count
      }
    }
    var steps: [Step] = []
    for (position, item) in items.enumerated() where layout.numbers[position] != nil {
      guard case .step(let syntax) = item.kind else { continue }
      var scope = scope
      scope.text = item.text
      var step = try self.step(syntax, in: scope)
      step.next = try next(syntax.next, of: item, at: position, layout, in: scope)
      steps.append(step)
    }
    return steps
  }

  private func holds(
    _ conditions: [Syntax.Expression], of item: FlatItem, in scope: Scope
  ) throws(StepSyntaxError) -> Bool {
    var scope = scope
    scope.text = item.text
    for condition in conditions where try constant(condition, in: scope) == 0 { return false }
    return true
  }

  private func step(
    _ syntax: Syntax.Step, in scope: Scope
  ) throws(StepSyntaxError) -> Step {
    var step = Step(
      label: syntax.label.text, function: syntax.function, source: syntax.source, guards: [],
      actions: [], next: .branches([]), sayings: [])
    for other in syntax.otherFunctions where try constant(other.condition, in: scope) != 0 {
      step.function = other.name
    }
    for action in syntax.actions { try add(action, to: &step, in: scope) }
    for words in syntax.words {
      let condition = try words.condition.map { condition throws(StepSyntaxError) in
        try expression(condition, in: scope).expression
      }
      guard condition?.constantValue != 0 else { continue }
      step.sayings.append(
        Step.Saying(
          condition: condition, phrase: try phrase(words.text, at: syntax.label.place, in: scope)))
    }
    return step
  }
}

/// Where the items of a thread's program lie, and which of them are steps that were kept.
struct StepLayout {
  var items: [FlatItem]
  /// Positions by label.
  var labels: [String: Int] = [:]
  /// Step numbers by position, for steps that were kept.
  var numbers: [Int: Int] = [:]
  /// Routes that lead to routes, at most so many.
  static let longestRoute = 32

  init(items: [FlatItem]) { self.items = items }
}

extension Compiler {
  private func next(
    _ next: Syntax.Next, of item: FlatItem, at position: Int, _ layout: StepLayout, in scope: Scope
  ) throws(StepSyntaxError) -> Step.Next {
    switch next {
    case .any(let names):
      var steps: [Int] = []
      for name in names {
        let branches = try branches(from: try self.position(of: name, item, layout), layout, scope)
        steps += branches.map(\.step)
      }
      return .any(steps)
    case .following, .branches:
      return .branches(try branches(next, of: item, at: position, layout, in: scope))
    }
  }

  /// A label's position; the end's is the number of items.
  private func position(
    of name: Syntax.Name, _ item: FlatItem, _ layout: StepLayout
  ) throws(StepSyntaxError) -> Int {
    let label = name.text == "END" ? item.exit : name.text
    if label == "END" { return layout.items.count }
    guard let position = layout.labels[label] else {
      throw StepSyntaxError(text: item.text, place: name.place, problem: .unknownName(label))
    }
    return position
  }

  /// The branches of a `next`, with what it falls through to at their end.
  private func branches(
    _ next: Syntax.Next, of item: FlatItem, at position: Int, _ layout: StepLayout,
    in scope: Scope, depth: Int = 0
  ) throws(StepSyntaxError) -> [Step.Branch] {
    var result: [Step.Branch] = []
    if case .branches(let list) = next {
      for branch in list {
        let condition = try branch.condition.map { condition throws(StepSyntaxError) in
          try expression(condition, in: scope).expression
        }
        if condition?.constantValue == 0 { continue }
        let target = try self.position(of: branch.label, item, layout)
        result += try branches(from: target, layout, scope, depth: depth + 1)
          .map { $0.under(condition?.constantValue == nil ? condition : nil) }
        if condition?.constantValue != nil || condition == nil { return result }
      }
    }
    return result + (try branches(from: position + 1, layout, scope, depth: depth + 1))
  }

  /// Where someone goes on who is sent to a position: past steps left out, along routes.
  private func branches(
    from position: Int, _ layout: StepLayout, _ scope: Scope, depth: Int = 0
  ) throws(StepSyntaxError) -> [Step.Branch] {
    var position = position
    while position < layout.items.count {
      let item = layout.items[position]
      if let number = layout.numbers[position] {
        return [Step.Branch(condition: nil, step: number)]
      }
      if case .route(let conditions, let next) = item.kind,
        try holds(conditions, of: item, in: scope)
      {
        guard depth < StepLayout.longestRoute else {
          throw StepSyntaxError(
            text: item.text, place: SourcePlace(line: 1, column: 1),
            problem: .includesItself(item.label))
        }
        var inner = scope
        inner.text = item.text
        return try branches(next, of: item, at: position, layout, in: inner, depth: depth)
      }
      position += 1
    }
    return [Step.Branch(condition: nil, step: layout.numbers.count)]
  }
}

extension Step.Branch {
  /// The same branch, taken only where a condition holds too.
  fileprivate func under(_ outer: Expression?) -> Step.Branch {
    guard let outer else { return self }
    return Step.Branch(condition: condition.map { .binary(.and, outer, $0) } ?? outer, step: step)
  }
}
