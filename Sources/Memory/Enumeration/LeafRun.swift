import VMSA

/// Leaves side by side that map memory side by side with the same attributes.
///
/// Pages and blocks may follow each other in a run: what counts is where memory is and how it may
/// be used.
public struct LeafRun: Hashable, Sendable {
  /// The first input address; in the upper half with its top bits set.
  public var input: UInt64
  /// Where that address leads.
  public var output: PhysicalAddress
  /// The bytes mapped; 0 stands for all of 2^64.
  public var byteCount: UInt64
  /// The leaves' bits without their address and type (bits 1:0).
  public var attributes: UInt64
  /// How many leaves make up the run.
  public var leaves: Int

  /// Makes a run.
  @inlinable
  public init(
    input: UInt64, output: PhysicalAddress, byteCount: UInt64, attributes: UInt64, leaves: Int
  ) {
    self.input = input
    self.output = output
    self.byteCount = byteCount
    self.attributes = attributes
    self.leaves = leaves
  }
}
