/// Numbers that satisfy a comparison, as stretches of 64-bit numbers, both ends included.
///
/// Signed values are stored so that their order is kept (``ordinal(_:)``).
struct Intervals: Hashable, Sendable {
  private var ranges: [ClosedRange<UInt64>] = []

  /// The numbers of a comparison, regardless of whether it is `!=`.
  ///
  /// - Parameter start: the time of the first event, in nanoseconds.
  init(_ comparison: QueryComparison, start: Int64) {
    for operand in comparison.operands {
      switch operand {
      case .value(let value):
        guard let number = Intervals.ordinal(value, start: start) else {
          continue
        }
        add(comparison.relation, number)
      case .range(let low, let high):
        let first = low.flatMap { Intervals.ordinal($0, start: start) } ?? 0
        let end = high.map { Intervals.ordinal($0, start: start) ?? 0 }
        add(from: first, below: end)
      }
    }
  }

  /// Whether some number from `low` to `high` is among them.
  func meet(_ low: UInt64, _ high: UInt64) -> Bool {
    for range in ranges where low <= range.upperBound && range.lowerBound <= high { return true }
    return false
  }

  private mutating func add(_ relation: QueryComparison.Relation, _ number: UInt64) {
    switch relation {
    case .less: add(from: 0, below: number)
    case .lessOrEqual: ranges.append(0...number)
    case .greater: if number < .max { ranges.append(number + 1 ... .max) }
    case .greaterOrEqual: ranges.append(number ... .max)
    case .equal, .notEqual, .among, .contains: ranges.append(number...number)
    }
  }

  private mutating func add(from first: UInt64, below end: UInt64?) {
    guard let end else { return ranges.append(first ... .max) }
    if first < end { ranges.append(first...end - 1) }
  }

  /// A signed number so that unsigned comparison keeps the order.
  static func ordinal(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number) ^ (1 << 63)
  }

  private static func ordinal(_ value: QueryValue, start: Int64) -> UInt64? {
    switch value {
    case .name: return nil
    case .bytes(let bytes): return bytes
    case .number(let number): return ordinal(number)
    case .nanoseconds(let time): return ordinal(time)
    case .sinceStart(let offset):
      let (time, overflow) = start.addingReportingOverflow(offset)
      return overflow ? (offset < 0 ? 0 : .max) : ordinal(time)
    }
  }
}
