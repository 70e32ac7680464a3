/// Which of the descriptor layouts a table uses.
///
/// Source: Arm ARM, "VMSAv8-64 translation table format descriptors".
public struct DescriptorFormat: Hashable, Sendable {
  /// The stage whose attributes the leaves hold.
  public let stage: Stage
  /// The granule of the tables.
  public let granule: Granule
  /// Whether descriptors hold 52-bit addresses instead of 48-bit ones.
  ///
  /// For 4K and 16K this is LPA2, switched on by `TCR.DS` or `VTCR.DS`; for 64K it is LPA, a
  /// property of the processor.
  public let isWide: Bool

  /// Makes the narrowest format that holds output addresses of `outputAddressBits` bits.
  ///
  /// There are two: 48 bits or fewer, and 52.
  @inlinable
  public init(stage: Stage, granule: Granule, outputAddressBits: Int = 48) {
    self.stage = stage
    self.granule = granule
    self.isWide = outputAddressBits > 48
  }

  /// Bits of the addresses a descriptor can hold: 48 or 52.
  @inlinable
  public var outputAddressBits: Int { isWide ? 52 : 48 }

  /// Whether bits 9:8 hold output address bits 51:50 (LPA2) and so no shareability.
  @inlinable
  public var hasAddressInShareabilityBits: Bool { isWide && granule != .size64K }

  /// Whether an entry of `level` with bits 1:0 = `0b01` is a block.
  @inlinable
  public func permitsBlock(at level: Level) -> Bool {
    level < .three && permitsLeaf(at: level)
  }

  /// Whether an entry of `level` may map memory, as a block or as a page.
  @inlinable
  public func permitsLeaf(at level: Level) -> Bool {
    level >= granule.leafLevels(wideOutput: isWide).lowerBound
  }
}
