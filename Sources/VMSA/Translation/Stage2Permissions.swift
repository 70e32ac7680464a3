/// What a stage 2 leaf lets the levels above it do.
///
/// Source: Arm ARM, "Stage 2 permissions"; pseudocode AArch64.S2DirectBasePermissions.
public struct Stage2Permissions: Hashable, Sendable {
  /// S2AP[0], bit 6.
  public var read: Bool
  /// S2AP[1], bit 7, or DBM, bit 51, where hardware keeps the dirty state.
  public var write: Bool
  /// EL1 executes.
  public var privilegedExecute: Bool
  /// EL0 executes.
  public var unprivilegedExecute: Bool

  /// Reads the permissions of a leaf: XN[1:0] are bits 54:53, of which only 54 counts without
  /// FEAT_XNX.
  @inlinable @inline(__always)
  public init(leaf raw: UInt64, dirtyState: Bool, hasXNX: Bool) {
    read = raw.bit(6)
    write = raw.bit(7) || (dirtyState && raw.bit(51))
    let (high, low) = (raw.bit(54), raw.bit(53))
    privilegedExecute = hasXNX ? high == low : !high
    unprivilegedExecute = !high
  }

  /// Whether an access is allowed.
  @inlinable @inline(__always)
  public func allows(_ access: Access) -> Bool {
    switch access.kind {
    case .read: read
    case .write: write
    case .execute: access.isUnprivileged ? unprivilegedExecute : privilegedExecute
    }
  }

  /// Why an access is refused; nil when it is allowed.
  public func refusal(of access: Access) -> FaultReason? {
    if allows(access) { return nil }
    switch access.kind {
    case .read: return .notReadable
    case .write: return .notWritable
    case .execute: return .executeNever
    }
  }
}
