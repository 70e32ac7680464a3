import VMSA

/// The attributes of leaves to be made, already in their places.
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
  public init(bits: UInt64) { self.bits = bits }
}
