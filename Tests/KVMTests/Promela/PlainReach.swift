import KVM

/// Every state of a model, by the plainest search there is: a set and a queue.
struct PlainReach {
  private(set) var states = 0
  private(set) var transitions = 0
  private(set) var violation: Model.Violation?
  private(set) var hasDeadlock = false

  init(_ model: Model) {
    var queue = [model.initial]
    var seen = Set(queue)
    violation = model.firstViolation(in: model.initial)
    var next = 0
    while next < queue.count, violation == nil {
      let state = queue[next]
      next += 1
      let moving = model.threads.indices.filter { model.isEnabled($0, in: state) }
      let isFinished = model.threads.indices.allSatisfy {
        model.threads[$0].isDaemon || model.isFinished($0, in: state)
      }
      if moving.isEmpty, !isFinished { hasDeadlock = true }
      for thread in moving {
        for choice in 0..<model.choiceCount(of: thread, in: state) {
          var after = state
          transitions += 1
          if let found = model.step(thread, choice: choice, in: &after) {
            violation = violation ?? found
          } else if seen.insert(after).inserted {
            queue.append(after)
          }
        }
      }
    }
    states = seen.count
  }
}

extension Model {
  /// The same model without anything that must hold, but for its own bounds.
  var withoutRules: Model {
    var copy = self
    copy.invariants = []
    for thread in threads.indices {
      for step in threads[thread].steps.indices {
        copy.threads[thread].steps[step].actions.removeAll {
          if case .require = $0 { true } else { false }
        }
      }
    }
    return copy
  }
}
