import Explorer
import KVM

extension ModelSystem {
  /// Which vCPU threads are equal: those whose exchange leaves the whole model as it is.
  ///
  /// For two threads of one program the exchange is a permutation of slots: their own variables, their
  /// positions, and their elements of arrays by thread and by vCPU. They are equal where every step of
  /// the one becomes the other's, every step of anyone else and every invariant becomes itself, and the
  /// first state stays. Values that name a thread or a vCPU would have to be exchanged too; no variable
  /// that changes may hold one.
  func makeSymmetry() -> ThreadSymmetry? {
    let namesThreads = model.variables.contains { variable in
      guard case .member(let set, _) = variable.type, set == "threads" || set == "vcpus" else {
        return false
      }
      return (variable.base..<variable.base + variable.count).contains { mayChange($0) }
    }
    guard !namesThreads else { return nil }
    var groups: [[Int]] = []
    for thread in model.threads.indices where model.threads[thread].program == "vcpu" {
      if let place = groups.firstIndex(where: { areEqual($0[0], thread) }) {
        groups[place].append(thread)
      } else {
        groups.append([thread])
      }
    }
    let blocks = groups.filter { $0.count > 1 }.map { $0.map(block) }
    return blocks.isEmpty ? nil : ThreadSymmetry(groups: blocks)
  }

  func mayChange(_ slot: Int) -> Bool { ranges[slot].lowerBound < ranges[slot].upperBound }

  private func vcpu(of thread: Int) -> Int {
    model.threads[..<thread].count { $0.program == "vcpu" }
  }

  /// The slots that belong to a vCPU thread, in an order that is the same for all of them.
  private func block(_ thread: Int) -> [Int] {
    var slots = [model.threads[thread].counterSlot]
    for variable in model.variables {
      if variable.thread == thread {
        slots += variable.base..<variable.base + variable.count
      } else if variable.thread == nil {
        slots += elements(of: variable, thread: thread)
      }
    }
    return slots.filter(mayChange)
  }

  /// The elements of an array that have the thread or its vCPU as an index.
  private func elements(of variable: Model.Variable, thread: Int) -> [Int] {
    let own = variable.sets.map {
      $0 == "threads" ? thread : $0 == "vcpus" ? vcpu(of: thread) : nil
    }
    guard own.contains(where: { $0 != nil }) else { return [] }
    return (0..<variable.count).filter { element in
      var rest = element
      for (size, index) in zip(variable.dimensions, own).reversed() {
        if let index, rest % size == index { return true }
        rest /= size
      }
      return false
    }.map { variable.base + $0 }
  }

  /// Whether two threads can change places.
  private func areEqual(_ first: Int, _ second: Int) -> Bool {
    let one = block(first)
    let two = block(second)
    guard one.count == two.count, Set(one).isDisjoint(with: two),
      model.threads[first].steps.count == model.threads[second].steps.count,
      zip(one, two).allSatisfy({ model.initial.words[$0] == model.initial.words[$1] })
    else { return false }
    var exchange: [Int: Int] = [:]
    for (left, right) in zip(one, two) {
      exchange[left] = right
      exchange[right] = left
    }
    let forms = CanonicalForms(
      exchange: exchange, isConstant: { !self.mayChange($0) }, model.initial)
    let invariants = model.invariants.map { forms.plain($0.condition) }
    guard Set(model.invariants.map { forms.exchanged($0.condition) }) == Set(invariants) else {
      return false
    }
    return model.threads.indices.allSatisfy { thread in
      let image = thread == first ? second : thread == second ? first : thread
      return zip(model.threads[thread].steps, model.threads[image].steps).allSatisfy {
        forms.exchanged($0) == forms.plain($1)
      }
    }
  }
}
