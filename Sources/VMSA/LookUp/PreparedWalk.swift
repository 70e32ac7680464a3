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
  /// An entry that would lead to the first table, where that is a usual one (4K, 48-bit addresses)
  /// of level 0; where it isn't, 0, which leads nowhere, so that the usual way down ends at once.
  @usableFromInline let levelZeroEntry: UInt64
  /// The same for level 1.
  @usableFromInline let levelOneEntry: UInt64
  /// What a usual leaf, and the tables above it, have to be for the walk to end there.
  @usableFromInline let usualFilter: LeafFilter

  /// Works out what the walks from `root` have in common.
  public init(_ root: WalkRoot) {
    self.root = root
    geometry = TableGeometry(root)
    requiredFlags = root.setsAccessFlag ? 0 : 1 << 10
    let beyond = geometry.beyondMask & 0x0000_FFFF_FFFF_F000
    let entry = Self.isUsual(root, geometry) ? root.tableAddress.raw | 0b11 : 0
    levelZeroEntry = root.startLevel == .zero ? entry : 0
    levelOneEntry = root.startLevel == .one ? entry : 0
    usualFilter = LeafFilter(
      leafMask: requiredFlags | beyond | 0b11, leafBits: requiredFlags | 0b11, tablesMask: beyond)
  }

  /// Whether these are 4K tables of 48-bit addresses, the first one on a page of its own.
  ///
  /// No physical address size of 32 bits or more cuts through a block's address, so that bits of a
  /// block beyond it are in the output address too.
  private static func isUsual(_ root: WalkRoot, _ geometry: TableGeometry) -> Bool {
    geometry.isPlain && root.format.granule == .size4K && root.physicalAddressBits >= 32
      && root.tableAddress.raw & (geometry.beyondMask | 0xFFF) == 0
  }
}
