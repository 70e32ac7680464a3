import Explorer
import KVM

extension ModelSystem {
  /// What each step looks at and changes. Words that nothing ever changes are in nobody's way.
  func makeFootprints() -> Footprints {
    let owners = writers()
    let invariants = model.invariants.map { invariant in
      var set = WordSet()
      invariant.condition.forEachSlot { if mayChange($0) { set.insert($0) } }
      return set
    }
    var accesses: [[ValueFlow.Access]] = []
    for (number, thread) in model.threads.enumerated() {
      let own = Set(owners.filter { $0.value == [number] }.keys)
      let flow = ValueFlow(thread, own: own, in: model, changes: mayChange)
      accesses.append(thread.steps.indices.map { flow.access(at: $0, own: own) })
    }
    let steps = model.threads.indices.map { thread in
      model.threads[thread].steps.enumerated().map { position, step in
        let access = accesses[thread][position]
        let writes = WordSet(access.writes.filter(mayChange))
        var reads = WordSet(access.reads.filter(mayChange))
        // Whether a step breaks a rule depends on everything the rule speaks of.
        for invariant in invariants where invariant.intersects(writes) {
          reads.formUnion(invariant)
        }
        return StepFootprint(
          reads: reads, writes: writes,
          conditions: step.waitConditions.compactMap { conditionNumbers[$0] },
          successors: access.successors.sorted())
      }
    }
    return Footprints(
      steps: steps, conditions: conditions.map { footprint(of: $0, accesses) })
  }

  /// The words that each thread alone writes, then those that several do.
  func makeGroups() -> [[Int]] {
    let writers = writers()
    var groups = Array(repeating: [Int](), count: model.threads.count + 1)
    for slot in ranges.indices {
      let own = positionWords.firstIndex(of: slot)
      let only = writers[slot].flatMap { $0.count == 1 ? $0.first : nil }
      groups[own ?? only ?? model.threads.count].append(slot)
    }
    return groups
  }

  /// The threads that may write each word.
  private func writers() -> [Int: Set<Int>] {
    var writers: [Int: Set<Int>] = [:]
    for (number, thread) in model.threads.enumerated() {
      for case .assign(let target, _, _, _) in thread.steps.flatMap(\.actions) {
        for slot in target.slots where mayChange(slot) { writers[slot, default: []].insert(number) }
      }
    }
    return writers
  }

  /// Which steps may change whether a condition holds. For one on a single word of a thread's own it is
  /// known what the word is before and after each step.
  private func footprint(
    of condition: Expression, _ accesses: [[ValueFlow.Access]]
  ) -> ConditionFootprint {
    var reads: Set<Int> = []
    condition.forEachSlot { if mayChange($0) { reads.insert($0) } }
    var footprint = ConditionFootprint(changers: [], makers: [])
    for thread in accesses.indices {
      for (position, access) in accesses[thread].enumerated()
      where !access.writes.isDisjoint(with: reads) {
        let place = StepPlace(thread: thread, position: position)
        let truths =
          reads.count == 1 ? reads.first.flatMap { self.truths(condition, $0, access) } : nil
        let before = truths?.before ?? [true, false]
        let after = truths?.after ?? [true, false]
        if before.union(after).count > 1 { footprint.changers.insert(place) }
        if before.contains(false), after.contains(true) { footprint.makers.insert(place) }
      }
    }
    return footprint
  }

  private func truths(
    _ condition: Expression, _ slot: Int, _ access: ValueFlow.Access
  ) -> (before: Set<Bool>, after: Set<Bool>)? {
    guard let before = access.before[slot], let after = access.after[slot] else { return nil }
    func truths(_ words: Set<Int32>) -> Set<Bool> {
      Set(
        words.map { word in
          var state = model.initial.words
          state[slot] = word
          var isOutOfRange = false
          return condition.value(in: state, &isOutOfRange) != 0
        })
    }
    return (truths(before), truths(after))
  }
}
