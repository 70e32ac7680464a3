extension PermissionTable {
  /// Stage 1 of a regime with two privilege levels (EL1&0, EL2&0), by ``Stage1Permissions``.
  ///
  /// - Parameters:
  ///   - hierarchical: whether limits in tables count: not with `TCR.HPD`.
  ///   - writeNever: `SCTLR.WXN`: what is writable isn't executable.
  ///   - privilegedNever: `PSTATE.PAN`: EL1 doesn't touch what EL0 may.
  ///   - extendsPAN: `SCTLR.EPAN`: nor what EL0 may execute.
  public static func stage1(
    _ kind: Access.Kind, unprivileged: Bool, hierarchical: Bool = true, writeNever: Bool = false,
    privilegedNever: Bool = false, extendsPAN: Bool = false
  ) -> PermissionTable {
    let access = Access(kind, isUnprivileged: unprivileged, pan: privilegedNever)
    return PermissionTable { leaf, tables in
      Stage1Permissions(
        leaf: leaf, limits: hierarchical ? tables : 0, dirtyState: false, hasUnprivileged: true
      ).allows(access, wxn: writeNever, extendsPAN: extendsPAN)
    }
  }

  /// Stage 2, with FEAT_XNX's four kinds of execution, by ``Stage2Permissions``.
  public static func stage2(_ kind: Access.Kind, unprivileged: Bool) -> PermissionTable {
    let access = Access(kind, isUnprivileged: unprivileged)
    return PermissionTable { leaf, _ in
      Stage2Permissions(leaf: leaf, dirtyState: false, hasXNX: true).allows(access)
    }
  }
}
