/// A field of four bits that has no meaning of its own here.
public struct Nibble: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The value, 0 to 15.
  public let value: UInt8

  /// Keeps the low four bits of `value`.
  public init(_ value: UInt8) { self.value = value & 0xF }

  /// Keeps the low four bits of a literal.
  public init(integerLiteral value: UInt8) { self.init(value) }
}
