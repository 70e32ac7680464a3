/// What a stage 1 leaf and the tables above it let a regime do, before PAN and WXN.
///
/// Source: Arm ARM, "Stage 1 permissions"; pseudocode AArch64.S1DirectBasePermissions.
public struct Stage1Permissions: Hashable, Sendable {
  /// Whether there is an EL0; where there is none, every access counts as privileged.
  public var hasUnprivileged: Bool
  /// The privileged level reads.
  public var privilegedRead: Bool
  /// The privileged level writes.
  public var privilegedWrite: Bool
  /// The privileged level executes.
  public var privilegedExecute: Bool
  /// EL0 reads.
  public var unprivilegedRead: Bool
  /// EL0 writes.
  public var unprivilegedWrite: Bool
  /// EL0 executes.
  public var unprivilegedExecute: Bool

  /// Reads the permissions of a leaf.
  ///
  /// AP[2:1] are bits 7:6, PXN bit 53, UXN (XN where there is no EL0) bit 54; `limits` holds
  /// APTable, UXNTable and PXNTable in bits 62:59 of all table entries together. With `dirtyState`
  /// (HD) a leaf with DBM, bit 51, counts as writable.
  @inlinable
  public init(leaf raw: UInt64, limits: UInt64, dirtyState: Bool, hasUnprivileged: Bool) {
    let isReadOnly = raw.bit(7) && !(dirtyState && raw.bit(51)) || limits.bit(62)
    self.hasUnprivileged = hasUnprivileged
    privilegedRead = true
    privilegedWrite = !isReadOnly
    guard hasUnprivileged else {
      privilegedExecute = !raw.bit(54) && !limits.bit(60)
      (unprivilegedRead, unprivilegedWrite, unprivilegedExecute) = (false, false, false)
      return
    }
    unprivilegedRead = raw.bit(6) && !limits.bit(61)
    unprivilegedWrite = unprivilegedRead && !isReadOnly
    unprivilegedExecute = !raw.bit(54) && !limits.bit(60)
    privilegedExecute = !raw.bit(53) && !limits.bit(59) && !unprivilegedWrite
  }

  /// Why an access is refused; nil when it is allowed.
  @inlinable
  public func refusal(of access: Access, wxn: Bool, extendsPAN: Bool) -> FaultReason? {
    if access.neverAccessesUserMemory
      && (unprivilegedRead || unprivilegedWrite || (extendsPAN && unprivilegedExecute))
    {
      return .privilegedAccessNever
    }
    let (read, write, execute) =
      access.isUnprivileged && hasUnprivileged
      ? (unprivilegedRead, unprivilegedWrite, unprivilegedExecute)
      : (privilegedRead, privilegedWrite, privilegedExecute)
    switch access.kind {
    case .read: return read ? nil : .notReadable
    case .write: return write ? nil : .notWritable
    case .execute:
      if execute { return wxn && write ? .writableNeverExecuted : nil }
      let isPrivileged = !access.isUnprivileged || !hasUnprivileged
      return isPrivileged && unprivilegedWrite ? .writableByEL0 : .executeNever
    }
  }
}
