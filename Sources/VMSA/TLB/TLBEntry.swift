/// One translation a TLB holds, or one table entry a walk cache holds.
///
/// It is a copy: the tables may have changed since, which is all there is to staleness.
///
/// Source: Arm ARM, "Translation Lookaside Buffers"; "TLB maintenance".
public struct TLBEntry: Hashable, Sendable {
  /// What was put together in the entry.
  public enum Contents: Hashable, Sendable {
    /// A leaf of stage 1: virtual to intermediate address (or physical, with no stage 2).
    case stage1
    /// A leaf of stage 2: intermediate to physical address.
    case stage2
    /// Leaves of both stages: virtual to physical address.
    case combined
    /// A table entry of a stage's walk: the way to the next table.
    case walk(Stage)
  }

  /// What was put together.
  public let contents: Contents
  /// The regime whose addresses it translates; of stage 2 always EL1&0.
  public let regime: TranslationRegime
  /// The first input address: virtual without its tag (bits 63:56), for stage 2 intermediate.
  public let start: UInt64
  /// log2 of the bytes it covers.
  public let sizeShift: UInt64
  /// The first input address of the leaf or table entry it came from; of a contiguous run that
  /// member's, of combined leaves stage 1's.
  public let leafStart: UInt64
  /// The address space it belongs to (nG set); nil for a global entry, at stage 2, and in regimes
  /// without address spaces.
  public let asid: UInt16?
  /// The virtual machine; 0 outside EL1&0.
  public let vmid: UInt16
  /// The granule of the tables it came from.
  public let granule: Granule
  /// The level of the leaf or table entry; of combined leaves stage 1's.
  public let level: Level
  /// Where ``start`` leads; for a table entry the next table.
  public let output: PhysicalAddress
  /// The descriptor it came from; of combined leaves stage 1's.
  public let raw: UInt64
  /// What entries of one leaf, held at different times, must have in common if it was changed by
  /// the rules: what needs a break, and in a run, which nothing changes without one, everything but
  /// what hardware writes.
  let fixedBits: UInt64

  /// Makes an entry.
  init(
    _ contents: Contents, regime: TranslationRegime = .el1And0, start: UInt64, sizeShift: UInt64,
    asid: UInt16?, vmid: UInt16, leaf: Descriptor, output: PhysicalAddress
  ) {
    self.contents = contents
    self.regime = regime
    let untagged = Self.untagged(start)
    self.start = untagged & (UInt64.max << sizeShift)
    leafStart =
      untagged & (UInt64.max << UInt64(min(leaf.format.granule.shift(at: leaf.level), 63)))
    self.sizeShift = sizeShift
    self.asid = regime.hasUnprivileged ? asid : nil
    self.vmid = regime == .el1And0 ? vmid : 0
    granule = leaf.format.granule
    level = leaf.level
    self.output = output
    raw = leaf.raw
    fixedBits =
      leaf.raw.bit(52)
      ? ContiguousRun.attributes(of: leaf) : leaf.raw & leaf.format.bitsThatNeedBreak
  }

  /// An address as TLBs know it: bits 63:56, which may be a tag, are as bit 55.
  ///
  /// Operands of invalidations hold no more than VA[55:12].
  static func untagged(_ address: UInt64) -> UInt64 {
    UInt64(bitPattern: Int64(bitPattern: address << 8) >> 8)
  }
}

// MARK: - Matching

extension TLBEntry {
  /// Whether the entry covers `address`.
  public func covers(_ address: UInt64) -> Bool {
    (Self.untagged(address) ^ start) >> sizeShift == 0
  }

  /// Whether it covers an address of the `byteCount` bytes from `address` on.
  public func overlaps(_ address: UInt64, byteCount: UInt64) -> Bool {
    covers(address) || (start &- Self.untagged(address)) < byteCount
  }

  /// Whether stage 1 has part in it, so that it is found by virtual address.
  public var isByVirtualAddress: Bool {
    switch contents {
    case .stage1, .combined, .walk(.one): true
    case .stage2, .walk(.two): false
    }
  }

  /// Whether it is a table entry and not a translation.
  public var isWalkCache: Bool {
    if case .walk = contents { true } else { false }
  }

  /// Where an address it covers leads.
  public func output(of address: UInt64) -> PhysicalAddress {
    output.advanced(by: address & ((1 << sizeShift) - 1))
  }

  /// Whether two entries that cover `address` may be held side by side: pieces of one leaf, whose
  /// permissions may have changed in between, or members of a consistent run.
  func agrees(with other: TLBEntry, on address: UInt64) -> Bool {
    contents == other.contents && level == other.level && granule == other.granule
      && asid == other.asid && fixedBits == other.fixedBits
      && output(of: address) == other.output(of: address)
  }
}
