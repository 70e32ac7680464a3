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

  /// Works out what the walks from `root` have in common.
  public init(_ root: WalkRoot) {
    self.root = root
    geometry = TableGeometry(root)
    requiredFlags = root.setsAccessFlag ? 0 : 1 << 10
  }
}
