import KVM

extension Model {
  /// What every word can be in any run: the range of its variable, or one value where no step ever
  /// gives it another than it has at first.
  var wordRanges: [ClosedRange<Int32>] {
    var ranges = initial.words.map { $0...$0 }
    let types = slotTypes
    let greatest = sets.values.max() ?? 0
    // A leaf's frame may lie beyond the ones the model speaks of, by an offset within a block.
    let entries = Int32(-32)...Int32(truncatingIfNeeded: greatest * 2) << 5 | 31
    for thread in threads {
      ranges[thread.counterSlot] = 0...Int32(thread.steps.count)
      for action in thread.steps.flatMap(\.actions) {
        guard case .assign(let target, let value, let type, _) = action else { continue }
        for slot in target.slots where value.constantValue != initial.words[slot] {
          ranges[slot] = (types[slot] ?? type).bounds ?? entries
        }
      }
    }
    return ranges
  }

  /// The types of the variables that have the slots.
  private var slotTypes: [Int: ValueType] {
    var types: [Int: ValueType] = [:]
    for variable in variables {
      for slot in variable.base..<variable.base + variable.count { types[slot] = variable.type }
    }
    return types
  }
}
