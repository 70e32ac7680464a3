/// An intermediate physical address (IPA): the output of stage 1 and the input of stage 2.
///
/// Under KVM this is what the guest takes for physical memory.
public struct IntermediateAddress: Address {
  /// The address as a number.
  public let raw: UInt64

  /// Makes an intermediate physical address from its number.
  @inlinable
  public init(_ raw: UInt64) { self.raw = raw }
}
