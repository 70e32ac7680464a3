import Explorer
import KVM

extension ModelSystem {
  /// What each step looks at and changes. Words that nothing ever changes are in nobody's way.
  func makeFootprints() -> [[StepFootprint]] {
    let invariants = model.invariants.map { words(of: [$0.condition]) }
    return model.threads.map { thread in
      thread.steps.map { step in
        let writes = written(by: step)
        var reads = words(of: step.formulas)
        // Whether a step breaks a rule depends on everything the rule speaks of.
        for invariant in invariants where invariant.intersects(writes) {
          reads.formUnion(invariant)
        }
        let conditions = step.waitConditions.compactMap { condition in
          conditionNumbers[condition].map {
            StepFootprint.Condition(number: $0, reads: words(of: [condition]))
          }
        }
        return StepFootprint(
          reads: reads, writes: writes, conditions: conditions, successors: step.successors)
      }
    }
  }

  private func words(of formulas: [Expression]) -> WordSet {
    var set = WordSet()
    for formula in formulas {
      formula.forEachSlot { if changes($0) { set.insert($0) } }
    }
    return set
  }

  private func written(by step: Step) -> WordSet {
    var set = WordSet()
    for case .assign(let target, _, _, _) in step.actions {
      for slot in target.slots where changes(slot) { set.insert(slot) }
    }
    return set
  }

  private func changes(_ slot: Int) -> Bool { ranges[slot].lowerBound < ranges[slot].upperBound }
}

extension Step {
  /// Every formula that it works out.
  var formulas: [Expression] {
    var all = guards.map(\.condition)
    for action in actions {
      switch action {
      case .require(_, let condition, _): all.append(condition)
      case .assign(let target, let value, _, let condition):
        all += [value] + [target.index, condition].compactMap { $0 }
      }
    }
    if case .branches(let branches) = next { all += branches.compactMap(\.condition) }
    return all
  }

  /// The steps that may come next.
  var successors: [Int] {
    switch next {
    case .any(let steps): steps
    case .branches(let branches): branches.map(\.step)
    }
  }
}
