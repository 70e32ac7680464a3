/// A write the hardware makes to a table: the access flag or the dirty state of a leaf.
///
/// Source: Arm ARM, "Hardware management of the Access flag and dirty state" (FEAT_HAFDBS).
public struct TableUpdate: Hashable, Sendable {
  /// Where the entry stands.
  public let address: PhysicalAddress
  /// The stage of the table.
  public let stage: Stage
  /// The entry before, as memory holds it.
  public let before: UInt64
  /// The entry after, as memory holds it.
  public let after: UInt64

  /// Makes an update from its parts.
  @inlinable
  public init(address: PhysicalAddress, stage: Stage, before: UInt64, after: UInt64) {
    self.address = address
    self.stage = stage
    self.before = before
    self.after = after
  }
}
