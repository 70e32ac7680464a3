extension Level {
  /// What Linux calls an entry of this level: PGD, P4D, PUD, PMD or PTE.
  ///
  /// The name depends on how many levels the kernel was built with (`CONFIG_PGTABLE_LEVELS`, 2 to
  /// 5; other numbers count as the nearest): the top level is the PGD whatever its number, and the
  /// rest are named from the bottom. Without `levels` the usual number of the granule counts: 4
  /// for 4K and 16K (48 bits), 3 for 64K (48 and 52 bits). Levels above the top take its name.
  ///
  /// Source: Linux, arch/arm64/Kconfig, `PGTABLE_LEVELS`.
  public func linuxName(granule: Granule, levels: Int? = nil) -> String {
    let count = max(2, min(levels ?? granule.usualLinuxLevels, 5))
    return number <= 4 - count ? "PGD" : nameBySize
  }

  /// The name the screen gives to an entry of a stage 2 table.
  ///
  /// KVM's `PUD_SIZE` and `PMD_SIZE` are sizes, not levels of its tables, and a stage 2 may start
  /// at another level than the host's own tables, often with several tables side by side. So a
  /// name here says what an entry spans: PUD at level 1, PMD at level 2, PTE at level 3. Level 0
  /// is the PGD of a tree of 4 levels or fewer, and the P4D of one of 5.
  public func stage2Name(granule: Granule, levels: Int = 4) -> String {
    linuxName(granule: granule, levels: max(levels, 4))
  }

  /// The name of a level in a tree that has all five.
  private var nameBySize: String {
    switch self {
    case .minusOne: "PGD"
    case .zero: "P4D"
    case .one: "PUD"
    case .two: "PMD"
    case .three: "PTE"
    }
  }
}

extension Granule {
  /// The number of table levels of the usual arm64 kernel with this page size.
  public var usualLinuxLevels: Int { self == .size64K ? 3 : 4 }
}
