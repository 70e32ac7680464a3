import KVM

/// What is known of words at a place of a program: for some of them a few values, one of which they
/// have whatever order led there.
struct KnownValues: Hashable {
  /// The values of words of which something is known; any other word can be anything.
  private(set) var values: [Int: Set<Int32>]

  /// More values than that are as good as any.
  static let most = 16
  /// The most combinations of values that a formula is worked out for.
  private static let mostCombinations = 256

  init(_ values: [Int: Set<Int32>]) { self.values = values }

  subscript(_ slot: Int) -> Set<Int32>? { values[slot] }

  mutating func set(_ slot: Int, to known: Set<Int32>?) {
    values[slot] = known.flatMap { $0.count <= KnownValues.most ? $0 : nil }
  }

  /// What is known where two ways meet; whether that is less than before.
  mutating func meet(_ other: KnownValues) -> Bool {
    let before = values
    for (slot, known) in values {
      set(slot, to: other.values[slot].map { known.union($0) })
    }
    return values != before
  }

  // MARK: - Formulas

  /// The values a formula can have; nil for any.
  func values(of formula: Expression) -> Set<Int32>? {
    switch formula {
    case .constant(let number): return [number]
    case .variable(let slot): return values[slot]
    case .element(let base, let count, let index):
      return values(of: index).flatMap { element($0, base, count) }
    case .conditional(let condition, let yes, let no):
      let known = truths(of: condition)
      let one = known.contains(true) ? values(of: yes) : []
      let other = known.contains(false) ? values(of: no) : []
      guard let one, let other else { return nil }
      return one.union(other)
    case .not, .all, .any: return Set(truths(of: formula).map { $0 ? 1 : 0 })
    case .binary(let operation, _, _) where operation != .add && operation != .subtract:
      return Set(truths(of: formula).map { $0 ? 1 : 0 })
    case .entry(.isLeaf, _), .entry(.isTable, _), .sameOutput:
      return combined(formula) ?? [0, 1]
    default: return combined(formula)
    }
  }

  /// Whether a condition can hold, and whether it can not.
  func truths(of condition: Expression) -> Set<Bool> {
    switch condition {
    case .not(let inner): return Set(truths(of: inner).map(!))
    case .binary(.and, let left, let right): return joined([left, right], every: true)
    case .binary(.or, let left, let right): return joined([left, right], every: false)
    case .all(let members): return joined(members, every: true)
    case .any(let members): return joined(members, every: false)
    default:
      let isCompound: Bool
      switch condition {
      case .binary(let operation, _, _): isCompound = operation != .add && operation != .subtract
      case .entry, .sameOutput: isCompound = true
      default: isCompound = false
      }
      let known = isCompound ? combined(condition) : values(of: condition)
      return known.map { Set($0.map { $0 != 0 }) } ?? [true, false]
    }
  }

  private func joined(_ members: [Expression], every: Bool) -> Set<Bool> {
    var result: Set<Bool> = []
    for member in members {
      let known = truths(of: member)
      // The one that decides ends it.
      if known == [!every] { return result.union([!every]) }
      if known.contains(!every) { result.insert(!every) }
    }
    return result.union([every])
  }

  private func element(_ indexes: Set<Int32>, _ base: Int, _ count: Int) -> Set<Int32>? {
    var found: Set<Int32> = []
    for index in indexes {
      guard index >= 0, index < count else {
        found.insert(0)
        continue
      }
      guard let known = values[base + Int(index)] else { return nil }
      found.formUnion(known)
    }
    return found.count <= KnownValues.most ? found : nil
  }

  /// The values of a formula worked out for every combination of its parts' values.
  private func combined(_ formula: Expression) -> Set<Int32>? {
    var combinations: [[Expression]] = [[]]
    for part in formula.parts {
      guard let known = values(of: part), combinations.count * known.count <= Self.mostCombinations
      else { return nil }
      combinations = combinations.flatMap { before in
        known.map { before + [Expression.constant($0)] }
      }
    }
    var found: Set<Int32> = []
    for parts in combinations {
      var isOutOfRange = false
      found.insert(formula.with(parts).value(in: [], &isOutOfRange))
    }
    return found.count <= KnownValues.most ? found : nil
  }

  /// The elements that an index can name.
  func slots(_ base: Int, _ count: Int, _ index: Expression) -> [Int] {
    guard let known = values(of: index) else {
      let (start, step) = index.pattern
      return Array(stride(from: base + start, to: base + count, by: step))
    }
    return known.filter { $0 >= 0 && $0 < count }.map { base + Int($0) }
  }
}

extension Expression {
  /// The same formula of other parts.
  func with(_ parts: [Expression]) -> Expression {
    switch self {
    case .constant, .variable: self
    case .element(let base, let count, _): .element(base: base, count: count, parts[0])
    case .lookUp(let table, _): .lookUp(table, parts[0])
    case .not: .not(parts[0])
    case .multiple(_, let factor): .multiple(parts[0], of: factor)
    case .bounded(_, let size): .bounded(parts[0], below: size)
    case .entry(let function, _): .entry(function, parts[0])
    case .makeTable: .makeTable(parts[0])
    case .binary(let operation, _, _): .binary(operation, parts[0], parts[1])
    case .sameOutput: .sameOutput(parts[0], parts[1])
    case .conditional: .conditional(parts[0], parts[1], parts[2])
    case .makeLeaf: .makeLeaf(parts[0], parts[1], parts[2], parts[3])
    case .all: .all(parts)
    case .any: .any(parts)
    case .sum: .sum(parts)
    }
  }
}
