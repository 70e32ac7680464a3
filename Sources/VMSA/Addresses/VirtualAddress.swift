/// An address as an instruction uses it: the input of stage 1.
public struct VirtualAddress: Address {
  /// The address as a number.
  public let raw: UInt64

  /// Makes a virtual address from its number.
  @inlinable
  public init(_ raw: UInt64) { self.raw = raw }
}
