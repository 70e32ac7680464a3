/// One table entry a translation read, with why it was read.
///
/// Four levels at each stage make 24 of them: each of the four stage 1 entries is found by up to
/// four stage 2 entries, and so is the output.
public struct TableAccess: Hashable, Sendable {
  /// Why an entry is read.
  public enum Purpose: Hashable, Sendable {
    /// To find the next stage 1 table, or the stage 1 leaf.
    case stage1
    /// A stage 2 entry, to find the stage 1 table of this level.
    case locatesTable(Level)
    /// A stage 2 entry, to write the access flag or dirty state into the stage 1 entry of this level.
    case updatesTable(Level)
    /// A stage 2 entry, to find the output.
    case locatesOutput
  }

  /// Why the entry was read.
  public let purpose: Purpose
  /// The address being translated: virtual at stage 1, intermediate at stage 2.
  public let input: UInt64
  /// The entry; the addresses in it are intermediate ones at stage 1 over a stage 2.
  public let step: WalkStep
  /// Where the entry stands in memory.
  public let physicalAddress: PhysicalAddress

  /// Makes an access from its parts.
  @inlinable
  public init(
    purpose: Purpose, input: UInt64, step: WalkStep, physicalAddress: PhysicalAddress
  ) {
    self.purpose = purpose
    self.input = input
    self.step = step
    self.physicalAddress = physicalAddress
  }

  /// The stage of the table.
  @inlinable
  public var stage: Stage { step.descriptor.format.stage }

  /// The level of the table.
  @inlinable
  public var level: Level { step.level }
}
