/// Writes the steps of one thread in Promela.
///
/// A step is one transition of Spin's: a `d_step` of its guards, assertions and effects. Where it leads
/// to more than one place, `atomic` joins the `d_step` to the choice. Each stands within an `if`, whose
/// label can be jumped to: a jump straight into an `atomic` would make two steps one.
struct PromelaSteps {
  let thread: ModelThread
  let ranges: WordRanges
  let formulas: PromelaFormulas
  /// The invariants' macros, with the slots they speak of.
  let invariants: [PromelaInvariant]
  /// Labels by step, the end's last.
  let labels: [String]

  /// The lines of a step, without indentation.
  func lines(of number: Int) -> [String] {
    let step = thread.steps[number]
    var lines = comment(step) + ["\(labels[number]):", "  if"]
    let effects = effects(of: step)
    let branches = branches(of: step)
    let isChoice = Set(branches.map(\.label)).count > 1
    if effects.isEmpty {
      let guards = guards(of: step)
      for branch in branches {
        var all = guards + (branch.condition.map { [$0] } ?? [])
        // Spin refuses a step that can always be taken again and does nothing; this always holds.
        if all.isEmpty, branch.label == labels[number] { all = ["_pid >= 0"] }
        lines += condition(all, prefix: "  :: ", suffix: " -> goto \(branch.label)")
      }
    } else if isChoice {
      lines.append("  :: atomic {")
      lines += block(step, effects).map { "       " + $0 }
      lines.append("       if")
      for branch in branches {
        lines.append("       :: \(branch.condition ?? "true") -> goto \(branch.label)")
      }
      lines += ["       fi", "     }"]
    } else {
      var block = block(step, effects)
      block[block.count - 1] = "} -> goto \(branches[0].label)"
      lines += block.enumerated().map { ($0 == 0 ? "  :: " : "     ") + $1 }
    }
    lines.append("  fi;")
    return lines
  }

  private func block(_ step: Step, _ effects: [String]) -> [String] {
    ["d_step {"] + condition(guards(of: step), prefix: "  ", suffix: " ->")
      + effects.map { "  " + $0 } + ["};"]
  }

  // MARK: - Guards

  private func guards(of step: Step) -> [String] {
    step.guards.map { formulas.conjunct($0.condition) }
  }

  /// Parts that must all hold, a line each.
  private func condition(_ parts: [String], prefix: String, suffix: String) -> [String] {
    guard let last = parts.last else { return [prefix + "true" + suffix] }
    let indent = String(repeating: " ", count: prefix.count)
    let lines = parts.dropLast().map { $0 + " &&" } + [last + suffix]
    return lines.enumerated().map { ($0 == 0 ? prefix : indent) + $1 }
  }

  // MARK: - Branches

  private func branches(of step: Step) -> [(condition: String?, label: String)] {
    switch step.next {
    case .any(let steps): return steps.map { (nil, label($0)) }
    case .branches(let branches):
      var result: [(condition: String?, label: String)] = []
      var before: [String] = []
      for branch in branches + [Step.Branch(condition: nil, step: thread.steps.count)] {
        let own = branch.condition.map { [formulas.conjunct($0)] } ?? []
        let all = (before + own).joined(separator: " && ")
        result.append((all.isEmpty ? nil : all, label(branch.step)))
        guard let condition = branch.condition else { break }
        before.append(formulas.conjunct(FormulaSimplifier.negated(condition)))
      }
      return joined(result)
    }
  }

  /// One branch where all lead to the same place.
  private func joined(
    _ branches: [(condition: String?, label: String)]
  ) -> [(condition: String?, label: String)] {
    Set(branches.map(\.label)).count == 1 ? [(nil, branches[0].label)] : branches
  }

  private func label(_ step: Int) -> String { labels[min(step, thread.steps.count)] }

  // MARK: - Effects

  private func effects(of step: Step) -> [String] {
    var writer = PromelaEffects(ranges: ranges, formulas: formulas)
    for action in step.actions { writer.add(action) }
    writer.endGroup()
    guard !writer.written.isEmpty else { return writer.lines }
    let names = invariants.filter { !$0.slots.isDisjoint(with: writer.written) }.map(\.name)
    let always = names.map { "assert(\($0));" }
    return writer.lines + always
  }

  // MARK: - Words

  private func comment(_ step: Step) -> [String] {
    var title = step.label
    if !step.function.isEmpty { title += " " + step.function }
    var paragraphs = [title]
    for item in step.guards where !item.words.isEmpty {
      paragraphs.append("waits for " + item.words + (item.mode.map { ", to \($0.word)" } ?? ""))
    }
    for saying in step.sayings {
      let words = formulas.words(saying.phrase)
      paragraphs.append(words + (saying.condition.map { ", if " + formulas.text($0) } ?? ""))
      if saying.condition == nil { break }
    }
    if !step.source.isEmpty { paragraphs.append("source: \(step.source)") }
    return PromelaComment.lines(paragraphs)
  }
}

extension PromelaFormulas {
  /// Words with formulas in braces.
  func words(_ phrase: Phrase) -> String {
    phrase.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .value(.constant(let number), .member(let set, _)) where number >= 0:
        set == "vcpus" ? "\(number)" : "\(set.dropLast()) \(number)"
      case .value(let formula, let type): "{\(shortText(formula, as: type))}"
      }
    }.joined()
  }

  /// A formula in words: long ones tell nobody anything.
  private func shortText(_ formula: Expression, as type: ValueType) -> String {
    let whole = text(formula, as: type)
    return whole.count > 40 ? "…" : whole
  }
}

/// A rule's condition for certain members of its sets, as a macro.
struct PromelaInvariant {
  /// The macro.
  var name: String
  /// What must hold.
  var condition: Expression
  /// What is wrong where it doesn't.
  var words: String
  /// The words it speaks of.
  var slots: Set<Int>
}
