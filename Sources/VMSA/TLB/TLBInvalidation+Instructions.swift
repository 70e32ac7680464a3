extension TLBInvalidation {
  /// The instructions this takes: itself, or for a region as many as span it, without overlap.
  ///
  /// A range instruction spans (NUM + 1) · 2^(5·SCALE + 1) pages, NUM 0 to 31 and SCALE 0 to 3; a
  /// single page is left to the plain form. Processors without FEAT_TLBIRANGE take one plain
  /// instruction for every leaf the hint speaks of, or for every page. What is larger than the
  /// largest range, or takes more than 512 plain instructions, is invalidated as a whole.
  ///
  /// Source: Arm ARM, "TLB range maintenance instructions"; the bounds are Linux's
  /// (`MAX_TLBI_RANGE_PAGES`, `MAX_DVM_OPS`).
  public func instructions(withRanges: Bool = true) -> [TLBInvalidation] {
    guard let byteCount, operation.takesAddress else { return [self] }
    let leaf = hint.map { granule.entrySpanBytes(at: $0.level) } ?? granule.pageSizeBytes
    let unit = withRanges ? granule.pageSizeBytes : leaf
    let first = address & ~(unit - 1)
    // Rounded up to whole units, of an end that may lie at the very top.
    let last = address &+ (max(byteCount, 1) &- 1)
    let units = last >= first ? (last - first) / unit + 1 : UInt64.max
    guard units <= (withRanges ? 32 << 16 : 512) else { return [everything] }
    if !withRanges { return (0..<units).map { plain(at: first &+ $0 * unit) } }
    return ranges(from: first, pages: units)
  }

  /// SCALE and NUM of a range instruction; nil when no single one spans this region.
  public var rangeFields: (scale: Int, num: Int)? {
    guard let byteCount, byteCount > 0, byteCount % granule.pageSizeBytes == 0 else { return nil }
    let pages = byteCount / granule.pageSizeBytes
    for scale in 0...3 {
      let unit = UInt64(1) << UInt64(5 * scale + 1)
      if pages % unit == 0, pages / unit <= 32 { return (scale, Int(pages / unit) - 1) }
    }
    return nil
  }

  /// Largest ranges first, and a page that is left by itself.
  private func ranges(from first: UInt64, pages: UInt64) -> [TLBInvalidation] {
    var found: [TLBInvalidation] = []
    var (left, next) = (pages, first)
    for scale in [3, 2, 1, 0] as [UInt64] {
      let unit = (1 as UInt64) << (5 * scale + 1)
      // Less than 32 are left after the scale above, and 32 at most of the largest.
      let count = left / unit
      guard count > 0 else { continue }
      var range = self
      range.address = next
      range.byteCount = count * unit * granule.pageSizeBytes
      found.append(range)
      left -= count * unit
      next &+= count * unit * granule.pageSizeBytes
    }
    return left > 0 ? found + [plain(at: next)] : found
  }

  /// The same for one address.
  private func plain(at address: UInt64) -> TLBInvalidation {
    var plain = self
    plain.address = address
    plain.byteCount = nil
    return plain
  }

  /// The same for every address.
  private var everything: TLBInvalidation {
    TLBInvalidation(operation.whole, vmid: vmid, reach: reach, regime: regime)
  }
}
