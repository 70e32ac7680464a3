/// A formula over the variables of a model, with every name resolved to its slot.
public indirect enum Expression: Hashable, Sendable {
  /// A number; a flag is 0 or 1.
  case constant(Int32)
  /// A variable's word.
  case variable(Int)
  /// An array's element: first slot, number of elements, which.
  case element(base: Int, count: Int, Expression)
  /// An element of a table that never changes.
  case lookUp([Int32], Expression)
  /// 1 for 0, 0 for everything else.
  case not(Expression)
  /// Two formulas joined.
  case binary(Operator, Expression, Expression)
  /// The second where the first isn't 0, else the third.
  case conditional(Expression, Expression, Expression)
  /// A formula times a number, for arrays with several indexes.
  case multiple(Expression, of: Int32)
  /// An index that must be of a set of a size.
  case bounded(Expression, below: Int32)
  /// A question about an entry, or an entry made from another.
  case entry(EntryFunction, Expression)
  /// An entry that leads to a table.
  case makeTable(Expression)
  /// A leaf: first frame, writable, executable, young.
  case makeLeaf(Expression, Expression, Expression, Expression)
  /// The same output and kind, whatever the permissions: two entries.
  case sameOutput(Expression, Expression)
  /// 1 where all are.
  case all([Expression])
  /// 1 where one is.
  case any([Expression])
  /// The sum of all.
  case sum([Expression])
}

extension Expression {
  /// Its value in a state.
  ///
  /// - Parameter isOutOfRange: set where an index names no element; the value is 0 then.
  public func value(in words: [Int32], _ isOutOfRange: inout Bool) -> Int32 {
    switch self {
    case .constant(let number): return number
    case .variable(let slot): return words[slot]
    case .element(let base, let count, let index):
      let number = Int(index.value(in: words, &isOutOfRange))
      guard number >= 0, number < count else {
        isOutOfRange = true
        return 0
      }
      return words[base + number]
    case .lookUp(let table, let index):
      let number = Int(index.value(in: words, &isOutOfRange))
      guard table.indices.contains(number) else {
        isOutOfRange = true
        return 0
      }
      return table[number]
    case .not(let inner): return inner.value(in: words, &isOutOfRange) == 0 ? 1 : 0
    case .binary(let operation, let left, let right):
      return operation.value(left, right, in: words, &isOutOfRange)
    case .conditional(let condition, let yes, let no):
      return condition.value(in: words, &isOutOfRange) != 0
        ? yes.value(in: words, &isOutOfRange) : no.value(in: words, &isOutOfRange)
    default: return compositeValue(in: words, &isOutOfRange)
    }
  }

  private func compositeValue(in words: [Int32], _ isOutOfRange: inout Bool) -> Int32 {
    switch self {
    case .multiple(let inner, let factor):
      return inner.value(in: words, &isOutOfRange) &* factor
    case .bounded(let inner, let size):
      let number = inner.value(in: words, &isOutOfRange)
      guard number < 0 || number >= size else { return number }
      isOutOfRange = true
      return Expression.outside
    case .entry(let function, let inner):
      return function.apply(inner.value(in: words, &isOutOfRange))
    case .makeTable(let table):
      return TableEntry(table: table.value(in: words, &isOutOfRange)).word
    case .makeLeaf(let frame, let writable, let executable, let young):
      return TableEntry(
        frame: frame.value(in: words, &isOutOfRange),
        isWritable: writable.value(in: words, &isOutOfRange) != 0,
        isExecutable: executable.value(in: words, &isOutOfRange) != 0,
        isYoung: young.value(in: words, &isOutOfRange) != 0
      ).word
    case .sameOutput(let left, let right):
      // Bits 2 and 4 are the permissions; the access flag tells two leaves apart (§4.3 step 2).
      let difference = left.value(in: words, &isOutOfRange) ^ right.value(in: words, &isOutOfRange)
      return difference & ~20 == 0 ? 1 : 0
    case .all(let list):
      for item in list where item.value(in: words, &isOutOfRange) == 0 { return 0 }
      return 1
    case .any(let list):
      for item in list where item.value(in: words, &isOutOfRange) != 0 { return 1 }
      return 0
    case .sum(let list):
      var total: Int32 = 0
      for item in list { total &+= item.value(in: words, &isOutOfRange) }
      return total
    default: return 0
    }
  }

  /// A part of an index that is out of range: with it no index names a neighbour's element by chance,
  /// however it is scaled.
  public static let outside: Int32 = -100_000

  /// The number it always is; nil where it depends on variables.
  public var constantValue: Int32? {
    if case .constant(let number) = self { return number }
    return nil
  }
}

extension Operator {
  /// What it makes of two formulas. `and` and `or` look at the second only where they must.
  fileprivate func value(
    _ left: Expression, _ right: Expression, in words: [Int32], _ isOutOfRange: inout Bool
  ) -> Int32 {
    let first = left.value(in: words, &isOutOfRange)
    switch self {
    case .and: return first == 0 ? 0 : right.value(in: words, &isOutOfRange) != 0 ? 1 : 0
    case .or: return first != 0 ? 1 : right.value(in: words, &isOutOfRange) != 0 ? 1 : 0
    default: return combine(first, right.value(in: words, &isOutOfRange))
    }
  }

  /// What it makes of two numbers.
  func combine(_ left: Int32, _ right: Int32) -> Int32 {
    switch self {
    case .add: left &+ right
    case .subtract: left &- right
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .less: left < right ? 1 : 0
    case .lessOrEqual: left <= right ? 1 : 0
    case .greater: left > right ? 1 : 0
    case .greaterOrEqual: left >= right ? 1 : 0
    case .and: left != 0 && right != 0 ? 1 : 0
    case .or: left != 0 || right != 0 ? 1 : 0
    }
  }
}
