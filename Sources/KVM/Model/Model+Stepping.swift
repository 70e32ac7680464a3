extension Model {
  /// Something that must not happen, and why it did.
  public struct Violation: Hashable, Sendable {
    /// The rule.
    public var rule: InvariantRule
    /// The thread whose step did it; nil for the first state.
    public var thread: Int?
    /// The step's label.
    public var step: String
    /// What is wrong, with names and addresses still to be filled in.
    public var phrase: Phrase
  }

  /// Whether a thread has come to its end.
  public func isFinished(_ thread: Int, in state: ModelState) -> Bool {
    Int(state.words[threads[thread].counterSlot]) >= threads[thread].steps.count
  }

  /// A thread's next step; nil at its end.
  public func nextStep(of thread: Int, in state: ModelState) -> Step? {
    let counter = Int(state.words[threads[thread].counterSlot])
    let steps = threads[thread].steps
    return steps.indices.contains(counter) ? steps[counter] : nil
  }

  /// The guard that keeps a thread from its next step; nil where nothing does.
  public func obstacle(for thread: Int, in state: ModelState) -> Step.Guard? {
    var isOutOfRange = false
    return nextStep(of: thread, in: state)?.guards.first {
      $0.condition.value(in: state.words, &isOutOfRange) == 0
    }
  }

  /// Whether a thread can take its next step.
  public func isEnabled(_ thread: Int, in state: ModelState) -> Bool {
    !isFinished(thread, in: state) && obstacle(for: thread, in: state) == nil
  }

  /// How many ways a thread's next step can lead: more than one only where nothing decides.
  public func choiceCount(of thread: Int, in state: ModelState) -> Int {
    if case .any(let steps)? = nextStep(of: thread, in: state)?.next { return steps.count }
    return 1
  }

  /// Takes a thread's next step, whose guards must hold.
  ///
  /// - Parameter choice: which of several ways it leads, where nothing decides.
  /// - Returns: the first rule it violates, the state then being as far as it came; nil for none.
  public func step(
    _ thread: Int, choice: Int = 0, in state: inout ModelState
  ) -> Violation? {
    guard let step = nextStep(of: thread, in: state) else { return nil }
    var isOutOfRange = false
    for action in step.actions {
      if let violation = perform(action, of: step, by: thread, in: &state, &isOutOfRange) {
        return violation
      }
    }
    let counter = threads[thread].counterSlot
    switch step.next {
    case .any(let steps): state.words[counter] = Int32(steps[min(max(choice, 0), steps.count - 1)])
    case .branches(let branches):
      let branch = branches.first {
        $0.condition.map { $0.value(in: state.words, &isOutOfRange) != 0 } ?? true
      }
      state.words[counter] = Int32(branch?.step ?? threads[thread].steps.count)
    }
    if isOutOfRange { return modelViolation("an index names no element", step, thread) }
    return firstViolation(in: state, by: thread, step)
  }

  private func perform(
    _ action: Step.Action, of step: Step, by thread: Int, in state: inout ModelState,
    _ isOutOfRange: inout Bool
  ) -> Violation? {
    switch action {
    case .require(let rule, let condition, let phrase):
      guard condition.value(in: state.words, &isOutOfRange) == 0 else { return nil }
      return Violation(rule: rule, thread: thread, step: step.label, phrase: phrase)
    case .assign(let target, let expression, let type, let condition):
      if let condition, condition.value(in: state.words, &isOutOfRange) == 0 { return nil }
      let word = expression.value(in: state.words, &isOutOfRange)
      let index = target.index.map { Int($0.value(in: state.words, &isOutOfRange)) } ?? 0
      guard index >= 0, index < target.count, !isOutOfRange else {
        return modelViolation("an index names no element", step, thread)
      }
      guard type.contains(word) else {
        return modelViolation("\(word) fits no \(name(ofSlot: target.base + index))", step, thread)
      }
      state.words[target.base + index] = word
      return nil
    }
  }

  /// The first invariant that a state violates; nil for none.
  public func firstViolation(
    in state: ModelState, by thread: Int? = nil, _ step: Step? = nil
  ) -> Violation? {
    var isOutOfRange = false
    for invariant in invariants
    where invariant.condition.value(in: state.words, &isOutOfRange) == 0 {
      return Violation(
        rule: invariant.rule, thread: thread, step: step?.label ?? "", phrase: invariant.phrase)
    }
    return nil
  }

  private func modelViolation(_ words: String, _ step: Step, _ thread: Int) -> Violation {
    Violation(
      rule: .model, thread: thread, step: step.label, phrase: Phrase(pieces: [.text(words)]))
  }

  /// The variable that has a slot.
  public func variable(ofSlot slot: Int) -> Variable? {
    variables.first { $0.base <= slot && slot < $0.base + $0.count }
  }

  private func name(ofSlot slot: Int) -> String { variable(ofSlot: slot)?.name ?? "slot \(slot)" }
}
