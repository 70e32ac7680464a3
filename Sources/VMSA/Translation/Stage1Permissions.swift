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
  @inlinable @inline(__always)
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

  /// Whether an access is allowed.
  @inlinable @inline(__always)
  public func allows(_ access: Access, wxn: Bool, extendsPAN: Bool) -> Bool {
    let isUser = access.isUnprivileged && hasUnprivileged
    let write = isUser ? unprivilegedWrite : privilegedWrite
    switch access.kind {
    case .read: return (isUser ? unprivilegedRead : privilegedRead) && !hitsPAN(access, extendsPAN)
    case .write: return write && !hitsPAN(access, extendsPAN)
    case .execute:
      return (isUser ? unprivilegedExecute : privilegedExecute) && !(wxn && write)
    }
  }

  /// Whether PAN forbids an access.
  @inlinable @inline(__always)
  func hitsPAN(_ access: Access, _ extendsPAN: Bool) -> Bool {
    access.neverAccessesUserMemory && hasUnprivileged
      && (unprivilegedRead || unprivilegedWrite || (extendsPAN && unprivilegedExecute))
  }

  /// Why an access is refused; nil when it is allowed.
  public func refusal(of access: Access, wxn: Bool, extendsPAN: Bool) -> FaultReason? {
    if allows(access, wxn: wxn, extendsPAN: extendsPAN) { return nil }
    if hitsPAN(access, extendsPAN) { return .privilegedAccessNever }
    let isUser = access.isUnprivileged && hasUnprivileged
    switch access.kind {
    case .read: return .notReadable
    case .write: return .notWritable
    case .execute:
      if isUser ? unprivilegedExecute : privilegedExecute { return .writableNeverExecuted }
      return !isUser && unprivilegedWrite ? .writableByEL0 : .executeNever
    }
  }
}
