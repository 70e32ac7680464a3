import VMSA

/// The attributes of leaves to be made, already in their places.
///
/// The contiguous hint among them (bit 52) is a wish: leaves get it where one operation makes a
/// whole run of them, aligned in the input and in the output, and no other leaf ever has it.
public struct LeafAttributes: Hashable, Sendable {
  /// The attribute bits; those that hold addresses or the type don't count.
  public let bits: UInt64

  /// Takes stage 1 attributes.
  public init(_ attributes: Stage1Attributes, in format: DescriptorFormat) {
    bits = attributes.encoded(in: format)
  }

  /// Takes stage 2 attributes.
  public init(_ attributes: Stage2Attributes, in format: DescriptorFormat) {
    bits = attributes.encoded(in: format)
  }

  /// Takes bits in their places.
  @inlinable
  public init(bits: UInt64) { self.bits = bits }

  /// The contiguous hint, bit 52.
  @inlinable
  static var hint: UInt64 { 1 << 52 }

  /// The same for a leaf by itself.
  @inlinable
  var withoutHint: LeafAttributes { LeafAttributes(bits: bits & ~Self.hint) }
}
