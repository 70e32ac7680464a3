/// Kernel functions, as a set that costs a bit each.
struct FunctionSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  init(arrayLiteral functions: KernelFunction...) {
    for function in functions { insert(function) }
  }

  func contains(_ function: KernelFunction) -> Bool { bits >> UInt64(function.rawValue) & 1 != 0 }

  mutating func insert(_ function: KernelFunction) { bits |= 1 << UInt64(function.rawValue) }

  func isDisjoint(with other: FunctionSet) -> Bool { bits & other.bits == 0 }

  func intersection(_ other: FunctionSet) -> FunctionSet {
    var common = self
    common.bits &= other.bits
    return common
  }

  mutating func formUnion(_ other: FunctionSet) { bits |= other.bits }

  /// The functions whose events stand for calls, not for moments within one.
  static let calls: FunctionSet = {
    var set: FunctionSet = []
    for function in KernelFunction.allCases where !function.isMoment { set.insert(function) }
    return set
  }()
}
