import KVM

extension StepCode {
  /// Adds a step's actions and where it leads; where the piece begins.
  mutating func step(_ step: Step, counter: Int, end: Int) -> Int32 {
    let start = place
    for action in step.actions { add(action) }
    switch step.next {
    case .any(let steps):
      add(.goByWay, Int32(counter), keep(steps.map(Int32.init)))
      add(.endStep)
    case .branches(let branches):
      var isDecided = false
      for branch in branches where !isDecided {
        let toNext = branch.condition.map { self.branch($0, to: false) } ?? []
        add(.go, Int32(counter), Int32(branch.step))
        add(.endStep)
        close(toNext)
        isDecided = branch.condition == nil
      }
      if !isDecided {
        add(.go, Int32(counter), Int32(end))
        add(.endStep)
      }
    }
    return start
  }

  private mutating func add(_ action: Step.Action) {
    switch action {
    case .require(let rule, let condition, _):
      let toRest = branch(condition, to: true)
      add(.fail, rule.code)
      close(toRest)
    case .assign(let target, let formula, let type, let condition):
      let toRest = condition.map { branch($0, to: false) } ?? []
      value(formula)
      let bounds = type.bounds ?? Int32.min...Int32.max
      if let index = target.index {
        add(.check, 0, bounds.lowerBound, bounds.upperBound)
        add(.push)
        value(index)
        add(.storeElement, Int32(target.base), Int32(target.count))
      } else {
        add(.store, Int32(target.base), bounds.lowerBound, bounds.upperBound)
      }
      close(toRest)
    }
  }
}

extension InvariantRule {
  /// Its number for the explorer.
  var code: Int32 { Int32(InvariantRule.allCases.firstIndex(of: self) ?? 0) }
}
