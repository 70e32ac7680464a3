/// Between which numbers every word of a model stays, in any run that breaks none of its bounds.
///
/// Found by joining what the steps assign until nothing is added. A word that grows for long is given
/// the whole range of its variable. A word with one number is a constant, and needs no memory.
struct WordRanges {
  /// By slot.
  private(set) var slots: [ClosedRange<Int64>]

  /// Rounds before a word that still grows gets all of its variable's range.
  private static let patience = 12
  private static let words = Int64(Int32.min)...Int64(Int32.max)

  init(_ model: Model) {
    slots = model.initial.words.map { Int64($0)...Int64($0) }
    for thread in model.threads {
      slots[thread.counterSlot] = 0...Int64(max(thread.steps.count, 1))
    }
    let actions = model.threads.flatMap(\.steps).flatMap(\.actions)
    for round in 0... {
      let before = slots
      for action in actions { join(action, isPatient: round < WordRanges.patience) }
      if slots == before { break }
    }
  }

  /// Whether a word ever becomes another.
  func changes(_ slot: Int) -> Bool { slots[slot].lowerBound < slots[slot].upperBound }

  /// The range of several words.
  func joined(_ range: Range<Int>) -> ClosedRange<Int64> {
    slots[range].dropFirst().reduce(slots[range.lowerBound]) { $0.joined(with: $1) }
  }

  private mutating func join(_ action: Step.Action, isPatient: Bool) {
    guard case .assign(let target, let value, let type, let condition) = action,
      condition.map({ self[$0] != 0...0 }) ?? true
    else { return }
    let bounds = type.bounds.map { Int64($0.lowerBound)...Int64($0.upperBound) }
    let all = bounds ?? WordRanges.words
    let assigned = self[value]
    guard assigned.overlaps(all) else { return }
    for slot in target.slots {
      let joined = slots[slot].joined(with: assigned.clamped(to: all))
      guard joined != slots[slot] else { continue }
      slots[slot] = isPatient ? joined : slots[slot].joined(with: all)
    }
  }

  /// Between which numbers a formula's value is; whatever names no element left out.
  subscript(_ formula: Expression) -> ClosedRange<Int64> {
    switch formula {
    case .constant(let number): return Int64(number)...Int64(number)
    case .variable(let slot): return slots[slot]
    case .element(let base, let count, let index):
      if let number = index.constantValue, (0..<Int32(count)).contains(number) {
        return slots[base + Int(number)]
      }
      return joined(base..<base + max(1, count))
    case .lookUp(let table, _):
      return Int64(table.min() ?? 0)...Int64(table.max() ?? 0)
    case .not, .sameOutput, .all, .any: return 0...1
    case .binary(let operation, let left, let right):
      return operation.range(self[left], self[right]).clamped(to: WordRanges.words)
    case .conditional(_, let yes, let no): return self[yes].joined(with: self[no])
    case .multiple(let inner, let factor):
      let range = self[inner]
      let ends = [range.lowerBound * Int64(factor), range.upperBound * Int64(factor)]
      return (min(ends[0], ends[1])...max(ends[0], ends[1])).clamped(to: WordRanges.words)
    case .bounded(let inner, let size):
      let (range, all) = (self[inner], 0...max(0, Int64(size) - 1))
      return range.overlaps(all) ? range.clamped(to: all) : 0...0
    case .entry(let function, let inner): return function.range(self[inner])
    case .makeTable(let inner), .makeLeaf(let inner, _, _, _):
      let range = self[inner]
      return ((range.lowerBound << 5)...(range.upperBound << 5 | 31)).clamped(to: WordRanges.words)
    case .sum(let members):
      return members.map { self[$0] }.reduce(0...0) { Operator.add.range($0, $1) }
        .clamped(to: WordRanges.words)
    }
  }
}

extension Operator {
  fileprivate func range(
    _ left: ClosedRange<Int64>, _ right: ClosedRange<Int64>
  ) -> ClosedRange<Int64> {
    switch self {
    case .add:
      left.lowerBound + right.lowerBound...left.upperBound + right.upperBound
    case .subtract:
      left.lowerBound - right.upperBound...left.upperBound - right.lowerBound
    default: 0...1
    }
  }
}

extension EntryFunction {
  fileprivate func range(_ word: ClosedRange<Int64>) -> ClosedRange<Int64> {
    switch self {
    case .isTable, .isLeaf, .isWritable, .isYoung: 0...1
    case .tableOf, .frameOf: min(-1, word.lowerBound >> 5)...max(-1, word.upperBound >> 5)
    // Permissions and the access flag are the low bits.
    default: (word.lowerBound >> 5) << 5...word.upperBound | 31
    }
  }
}

extension ClosedRange<Int64> {
  fileprivate func joined(with other: ClosedRange) -> ClosedRange {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
