import KVM

/// What a thread's own words can be at each of its steps, found by following its program.
///
/// Only words that no other thread writes are followed: whatever the others do, they stay as the
/// thread left them. A thread's lock words are among them, so it is known where it holds what.
struct ValueFlow {
  /// What a step looks at and changes, with indexes worked out as far as they are known.
  struct Access {
    var reads: Set<Int> = []
    var writes: Set<Int> = []
    /// For words of which it is known: the values before and after the step.
    var before: [Int: Set<Int32>] = [:]
    var after: [Int: Set<Int32>] = [:]
    var successors: Set<Int> = []
  }

  private let thread: ModelThread
  /// What is known when a step begins; nil for steps that are never come to.
  private(set) var known: [KnownValues?]

  init(_ thread: ModelThread, own: Set<Int>, in model: Model, changes: (Int) -> Bool) {
    self.thread = thread
    known = Array(repeating: nil, count: thread.steps.count)
    var start: [Int: Set<Int32>] = [:]
    for (slot, word) in model.initial.words.enumerated() where own.contains(slot) || !changes(slot)
    {
      start[slot] = [word]
    }
    let first = Int(model.initial.words[thread.counterSlot])
    guard known.indices.contains(first) else { return }
    known[first] = KnownValues(start)
    var work = [first]
    while let position = work.popLast() {
      for (next, values) in follow(position, own) where known.indices.contains(next) {
        guard var before = known[next] else {
          known[next] = values
          work.append(next)
          continue
        }
        if before.meet(values) {
          known[next] = before
          work.append(next)
        }
      }
    }
  }

  /// Where a step leads, with what is known there.
  private func follow(_ position: Int, _ own: Set<Int>) -> [(Int, KnownValues)] {
    guard var values = known[position] else { return [] }
    let step = thread.steps[position]
    for action in step.actions { _ = ValueFlow.perform(action, on: &values, own) }
    return ValueFlow.successors(of: step, in: values).map { ($0, values) }
  }

  /// Does an action to what is known; the slots it may write.
  private static func perform(
    _ action: Step.Action, on values: inout KnownValues, _ own: Set<Int>
  ) -> [Int] {
    guard case .assign(let target, let formula, let type, let condition) = action else { return [] }
    let truths = condition.map(values.truths) ?? [true]
    guard truths.contains(true) else { return [] }
    let slots = target.index.map { values.slots(target.base, target.count, $0) } ?? [target.base]
    let new = values.values(of: formula) ?? type.fewValues
    let isCertain = truths == [true] && slots.count == 1
    for slot in slots where own.contains(slot) {
      values.set(
        slot, to: isCertain ? new : values[slot].flatMap { old in new.map { old.union($0) } })
    }
    return slots
  }

  private static func successors(of step: Step, in values: KnownValues) -> Set<Int> {
    guard case .branches(let branches) = step.next else {
      if case .any(let steps) = step.next { return Set(steps) }
      return []
    }
    var found: Set<Int> = []
    for branch in branches {
      let truths = branch.condition.map(values.truths) ?? [true]
      if truths.contains(true) { found.insert(branch.step) }
      if truths == [true] { break }
    }
    return found
  }

  /// What a step looks at and changes; of one that is never come to, nothing.
  func access(at position: Int, own: Set<Int>) -> Access {
    guard var values = known[position] else { return Access() }
    let step = thread.steps[position]
    var access = Access()
    for slot in own { access.before[slot] = values[slot] }
    for action in step.actions {
      switch action {
      case .require(_, let condition, _): note(condition, values, &access)
      case .assign(let target, let formula, _, let condition):
        if let condition {
          note(condition, values, &access)
          guard values.truths(of: condition).contains(true) else { continue }
        }
        note(formula, values, &access)
        if let index = target.index { note(index, values, &access) }
      }
      access.writes.formUnion(ValueFlow.perform(action, on: &values, own))
    }
    if case .branches(let branches) = step.next {
      for branch in branches { branch.condition.map { note($0, values, &access) } }
    }
    access.successors = ValueFlow.successors(of: step, in: values)
    for slot in own { access.after[slot] = values[slot] }
    return access
  }

  /// Notes the words that a formula depends on. Parts that what is known rules out are left out.
  private func note(_ formula: Expression, _ values: KnownValues, _ access: inout Access) {
    switch formula {
    case .constant: return
    case .variable(let slot): access.reads.insert(slot)
    case .element(let base, let count, let index):
      access.reads.formUnion(values.slots(base, count, index))
      note(index, values, &access)
    case .conditional(let condition, let yes, let no):
      let truths = values.truths(of: condition)
      note(condition, values, &access)
      if truths.contains(true) { note(yes, values, &access) }
      if truths.contains(false) { note(no, values, &access) }
    default: for part in formula.parts { note(part, values, &access) }
    }
  }
}

extension ValueType {
  /// All values, where they are few.
  fileprivate var fewValues: Set<Int32>? {
    bounds.flatMap { $0.count <= KnownValues.most ? Set($0) : nil }
  }
}
