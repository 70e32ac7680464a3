extension TLBInvalidation {
  /// Whether it makes `entry` go for certain; the rest may stay.
  ///
  /// Source: Arm ARM, "TLB maintenance instructions".
  public func removes(_ entry: TLBEntry) -> Bool {
    // Virtual machines are EL1&0's alone; another regime's entries have none to be told apart by.
    guard entry.regime == regime,
      operation == .alle1 || regime != .el1And0 || entry.vmid == vmid
    else { return false }
    switch operation {
    case .alle1, .alle2, .alle3, .vmalls12e1: return true
    case .vmalle1: return entry.isByVirtualAddress
    case .aside1: return entry.isByVirtualAddress && entry.asid == asid
    case .vae1, .vale1, .vae2, .vale2, .vae3, .vale3:
      return removesByAddress(entry) && entry.isByVirtualAddress && (entry.asid ?? asid) == asid
    case .vaae1, .vaale1:
      return removesByAddress(entry) && entry.isByVirtualAddress
    case .ipas2e1, .ipas2le1:
      // An entry of both stages combined isn't found by IPA: it stays. So does a walk cache of
      // stage 1, which may have stage 2's answer to where a table is.
      return removesByAddress(entry) && !entry.isByVirtualAddress
    }
  }

  /// Whether address, granule, level and kind fit.
  private func removesByAddress(_ entry: TLBEntry) -> Bool {
    guard hitsAddress(of: entry) else { return false }
    if entry.isWalkCache && operation.isLastLevelOnly { return false }
    // A hint that speaks of another granule or level need not find the entry.
    guard let hint else { return true }
    // Of a table entry the leaf is below: a hint of its own level or above is wrong for it.
    let fits = entry.isWalkCache ? hint.level > entry.level : hint.level == entry.level
    return hint.granule == entry.granule && fits
  }

  /// Whether the entry covers one of the addresses named.
  private func hitsAddress(of entry: TLBEntry) -> Bool {
    guard let byteCount else { return entry.covers(address) }
    // A range counts pages of its own granule (TG); tables of another need not be found by it.
    return granule == entry.granule && entry.overlaps(address, byteCount: byteCount)
  }
}
