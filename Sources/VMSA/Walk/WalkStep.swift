/// One table entry a walk read.
public struct WalkStep: Hashable, Sendable {
  /// The table; of concatenated tables the first.
  public let tableAddress: PhysicalAddress
  /// What stands in the entry.
  public let descriptor: Descriptor
  @usableFromInline
  let indexBits: UInt32

  /// Makes a step; the index of an entry never exceeds 17 bits.
  @inlinable
  public init(tableAddress: PhysicalAddress, index: Int, descriptor: Descriptor) {
    self.tableAddress = tableAddress
    self.descriptor = descriptor
    self.indexBits = UInt32(truncatingIfNeeded: index)
  }

  /// The level of the table.
  @inlinable
  public var level: Level { descriptor.level }

  /// The entry's index; in concatenated tables counted through all of them.
  @inlinable
  public var index: Int { Int(indexBits) }

  /// Where the entry stands.
  @inlinable
  public var entryAddress: PhysicalAddress {
    tableAddress.advanced(by: UInt64(indexBits) &* 8)
  }
}
