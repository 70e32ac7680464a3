extension TLBInvalidation {
  /// Whether it makes `entry` go for certain; the rest may stay.
  ///
  /// Source: Arm ARM, "TLB maintenance instructions".
  public func removes(_ entry: TLBEntry) -> Bool {
    switch operation {
    case .alle1: return true
    case .vmalls12e1: return entry.vmid == vmid
    case .vmalle1: return entry.vmid == vmid && entry.isByVirtualAddress
    case .aside1:
      return entry.vmid == vmid && entry.isByVirtualAddress && entry.asid == asid
    case .vae1, .vale1:
      return removesByAddress(entry) && entry.isByVirtualAddress && (entry.asid ?? asid) == asid
    case .vaae1, .vaale1:
      return removesByAddress(entry) && entry.isByVirtualAddress
    case .ipas2e1, .ipas2le1:
      // An entry of both stages combined isn't found by IPA: it stays.
      return removesByAddress(entry) && !entry.isByVirtualAddress
    }
  }

  /// Whether address, virtual machine, level and kind fit.
  private func removesByAddress(_ entry: TLBEntry) -> Bool {
    guard entry.vmid == vmid, hitsAddress(of: entry) else { return false }
    if entry.isWalkCache { return !operation.isLastLevelOnly }
    // A hint that speaks of another granule or level need not find the entry.
    guard let hint else { return true }
    return hint.granule == entry.granule && hint.level == entry.level
  }

  /// Whether the entry covers one of the addresses named.
  private func hitsAddress(of entry: TLBEntry) -> Bool {
    guard let byteCount else { return entry.covers(address) }
    return entry.overlaps(address, byteCount: byteCount)
  }
}
