extension PermissionTable {
  /// The accesses of a permission table.
  public enum Purpose: CaseIterable, Hashable, Sendable {
    /// A load.
    case read
    /// A store.
    case write
    /// An instruction fetch.
    case execute
  }

  /// Stage 1 of a regime with two privilege levels (EL1&0, EL2&0).
  ///
  /// - Parameters:
  ///   - hierarchical: whether limits in tables count: not with `TCR.HPD`.
  ///   - writeNever: `SCTLR.WXN`: what is writable isn't executable.
  ///   - privilegedNever: `PSTATE.PAN`: EL1 doesn't touch what EL0 may.
  public static func stage1(
    _ purpose: Purpose, unprivileged: Bool, hierarchical: Bool = true, writeNever: Bool = false,
    privilegedNever: Bool = false
  ) -> PermissionTable {
    PermissionTable { bits in
      let limits = hierarchical ? bits.tableAccess : 0
      let never = bits.executeNever | (hierarchical ? bits.tableExecuteNever : 0)
      let readOnly = bits.access & 0b10 != 0 || limits & 0b10 != 0
      let forEL0 = bits.access & 0b01 != 0 && limits & 0b01 == 0
      let writable = !readOnly && (forEL0 || !unprivileged)
      switch purpose {
      case .read: return unprivileged ? forEL0 : !(privilegedNever && forEL0)
      case .write:
        return unprivileged ? writable : writable && !(privilegedNever && forEL0)
      case .execute:
        if writeNever && writable { return false }
        if unprivileged { return never & 0b10 == 0 }
        // What EL0 can write EL1 never executes.
        return never & 0b01 == 0 && !(forEL0 && !readOnly)
      }
    }
  }

  /// Stage 2, with FEAT_XNX's four kinds of execution.
  public static func stage2(_ purpose: Purpose, unprivileged: Bool) -> PermissionTable {
    PermissionTable { bits in
      switch purpose {
      case .read: bits.access & 0b01 != 0
      case .write: bits.access & 0b10 != 0
      case .execute:
        switch bits.executeNever {
        case 0b00: true
        case 0b01: unprivileged
        case 0b11: !unprivileged
        default: false
        }
      }
    }
  }
}
