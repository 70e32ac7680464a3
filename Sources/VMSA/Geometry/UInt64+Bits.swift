extension UInt64 {
  /// The value of the bits `range`, moved down to bit 0; bits above 63 read as 0.
  @inlinable
  func bits(_ range: ClosedRange<Int>) -> UInt64 {
    let width = range.upperBound &- range.lowerBound &+ 1
    let mask: UInt64 = width >= 64 ? .max : (1 << UInt64(width)) &- 1
    return (self >> range.lowerBound) & mask
  }

  /// Whether bit `position` is set.
  @inlinable
  func bit(_ position: Int) -> Bool { (self &>> UInt64(position)) & 1 == 1 }

  /// A word whose bits `range` are set and all others clear.
  @inlinable
  static func mask(_ range: ClosedRange<Int>) -> UInt64 {
    UInt64.max.bits(0...(range.upperBound &- range.lowerBound)) << range.lowerBound
  }

  /// A word holding the low bits of `value` in the bits `range`.
  @inlinable
  static func placing(_ value: UInt64, in range: ClosedRange<Int>) -> UInt64 {
    (value << range.lowerBound) & mask(range)
  }

  /// A word holding `flag` in bit `position`.
  @inlinable
  static func placing(_ flag: Bool, at position: Int) -> UInt64 {
    flag ? 1 << position : 0
  }
}
