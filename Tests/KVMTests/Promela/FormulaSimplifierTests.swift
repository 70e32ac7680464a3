import TestSupport
import Testing

@testable import KVM

@Suite("Formulas made short")
struct FormulaSimplifierTests {
  /// Words 0 to 3 are flags or numbers, 4 to 7 an array of entries; 3 never changes.
  static let constants: [Int: Int32] = [3: 2]

  @Test(
    "a short formula has the value of the long one wherever that names elements only",
    arguments: Array(0..<12))
  func sameValue(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let short = FormulaSimplifier { Self.constants[$0] }
    var judged = 0
    for _ in 0..<60 {
      let long = RandomFormula.make(depth: 4, &random)
      let made = short(long)
      for _ in 0..<20 {
        let words = RandomFormula.words(&random)
        var isOutOfRange = false
        let value = long.value(in: words, &isOutOfRange)
        guard !isOutOfRange else { continue }
        judged += 1
        let other = made.value(in: words, &isOutOfRange)
        #expect(!isOutOfRange && other == value, "\(long) became \(made) in \(words)")
      }
    }
    #expect(judged > 100)
  }

  @Test("the same under a condition, wherever it holds", arguments: Array(0..<12))
  func sameUnderACondition(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed &+ 1_000)
    let short = FormulaSimplifier { Self.constants[$0] }
    for _ in 0..<60 {
      let condition = RandomFormula.make(depth: 3, &random)
      let long = RandomFormula.make(depth: 4, &random)
      let holds = short(condition)
      let made = (
        yes: short.knowing(holds, is: true)(long), no: short.knowing(holds, is: false)(long)
      )
      for _ in 0..<20 {
        let words = RandomFormula.words(&random)
        var isOutOfRange = false
        let value = long.value(in: words, &isOutOfRange)
        let answer = condition.value(in: words, &isOutOfRange) != 0
        guard !isOutOfRange else { continue }
        let other = (answer ? made.yes : made.no).value(in: words, &isOutOfRange)
        #expect(other == value, "\(long) became \(made) in \(words), \(condition)")
      }
    }
  }

  @Test("an answer that is known is not asked for again")
  func knownAnswers() {
    let short = FormulaSimplifier { Self.constants[$0] }
    let isTable = Expression.entry(.isTable, .variable(4))
    let isLeaf = Expression.entry(.isLeaf, .variable(4))
    #expect(
      short(.conditional(isTable, .conditional(isLeaf, .constant(7), .variable(0)), .constant(9)))
        == .conditional(isTable, .variable(0), .constant(9)))
    #expect(short(.lookUp([5, 5, 5], .variable(0))) == .constant(5))
    #expect(short(.lookUp([0, 1, 2], .variable(0))) == .variable(0))
    #expect(short(.variable(3)) == .constant(2))
  }
}

/// Formulas and words to try them in.
private enum RandomFormula {
  static func words(_ random: inout SplitMix64) -> [Int32] {
    (0..<8).map { slot in
      if let constant = FormulaSimplifierTests.constants[slot] { return constant }
      return slot < 4
        ? Int32(truncatingIfNeeded: random.next() % 5) - 1
        : Int32(truncatingIfNeeded: random.next() % 128)
    }
  }

  static func make(depth: Int, _ random: inout SplitMix64) -> Expression {
    guard depth > 0, !random.once(in: 6) else {
      return random.once(in: 3)
        ? .constant(Int32(truncatingIfNeeded: random.next() % 4) - 1)
        : .variable(Int(random.next() % 8))
    }
    var part: Expression { make(depth: depth - 1, &random) }
    switch random.next() % 13 {
    case 0: return .not(part)
    case 1, 2:
      let operators: [Operator] = [
        .add, .subtract, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      ]
      return .binary(operators[Int(random.next() % 8)], part, part)
    case 3: return .binary(.and, part, part)
    case 4: return .binary(.or, part, part)
    case 5, 6: return .conditional(part, part, part)
    case 7: return .element(base: 4, count: 4, part)
    case 8: return .lookUp([[0, 1, 2, 3], [3, 3, 3], [2, 0, 1]][Int(random.next() % 3)], part)
    case 9, 10:
      let all = EntryFunction.allCases
      return .entry(all[Int(random.next() % UInt64(all.count))], part)
    case 11:
      return random.once(in: 2) ? .makeTable(part) : .makeLeaf(part, part, part, part)
    default:
      let members = (0..<3).map { _ in make(depth: depth - 1, &random) }
      return random.once(in: 2) ? .all(members) : random.once(in: 2) ? .any(members) : .sum(members)
    }
  }
}
