/// A walk from one root with everything worked out beforehand that doesn't depend on the address.
///
/// It gives the same answers as ``Walk``, and is for asking many of them. The loop takes only the
/// way to a leaf; whatever doesn't get there goes through ``Walk`` again, which knows the level and
/// kind of the fault, so a fault costs twice a plain walk.
public struct PreparedWalk: Sendable {
  /// The root the walks start from.
  public let root: WalkRoot
  /// The numbers of its tables.
  public let geometry: TableGeometry
  /// Bit 10 when a clear access flag is a fault.
  @usableFromInline let requiredFlags: UInt64
  /// Whether these are 4K tables with 48-bit addresses that start at level 0 or 1: what most are.
  @usableFromInline let isUsual: Bool
  /// The descriptor bits of such tables that hold address bits above the physical address size.
  @usableFromInline let usualBeyond: UInt64
  /// The bits of an entry's offset in the first table, or in all concatenated ones.
  @usableFromInline let firstMask: UInt64

  /// Works out what the walks from `root` have in common.
  public init(_ root: WalkRoot) {
    self.root = root
    geometry = TableGeometry(root)
    firstMask = UInt64(geometry.startEntries - 1) * 8
    usualBeyond = geometry.beyondMask & 0x0000_FFFF_FFFF_F000
    isUsual =
      geometry.isPlain && root.format.granule == .size4K
      && (root.startLevel == .zero || root.startLevel == .one) && root.physicalAddressBits >= 32
      && root.tableAddress.raw & geometry.beyondMask == 0
    requiredFlags = root.setsAccessFlag ? 0 : 1 << 10
  }
}
