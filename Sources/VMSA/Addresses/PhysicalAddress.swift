/// An address of memory itself: the output of the last stage, and where the tables lie.
public struct PhysicalAddress: Address {
  /// The address as a number.
  public let raw: UInt64

  /// Makes a physical address from its number.
  @inlinable
  public init(_ raw: UInt64) { self.raw = raw }
}
