/// Which of the eight memory types in MAIR a stage 1 leaf uses: AttrIndx[2:0], bits 4:2.
public struct AttributeIndex: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The index, 0 to 7.
  public let value: UInt8

  /// Keeps the low three bits of `value`.
  public init(_ value: UInt8) { self.value = value & 0b111 }

  /// Keeps the low three bits of a literal.
  public init(integerLiteral value: UInt8) { self.init(value) }
}
