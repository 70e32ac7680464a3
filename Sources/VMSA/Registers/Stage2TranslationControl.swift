/// VTCR_EL2: how stage 2 walks go.
///
/// Source: Arm ARM, "VTCR_EL2, Virtualization Translation Control Register".
public struct Stage2TranslationControl: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps the register's value.
  public init(_ raw: UInt64) { self.raw = raw }

  /// T0SZ, bits 5:0: 64 less the intermediate address bits.
  public var sizeOffset: Int { Int(raw.bits(Self.sizeOffsetBits)) }

  /// TG0, bits 15:14; nil for the reserved `0b11`.
  public var granule: Granule? {
    switch raw.bits(Self.granuleBits) {
    case 0b00: .size4K
    case 0b01: .size64K
    case 0b10: .size16K
    default: nil
    }
  }

  /// PS, bits 18:16.
  public var physicalAddressSize: PhysicalAddressSize {
    PhysicalAddressSize(code: raw.bits(16...18))
  }

  /// HA, bit 21: hardware sets the access flag.
  public var setsAccessFlag: Bool { raw.bit(21) }

  /// HD, bit 22: hardware makes leaves with DBM writable; nothing without HA.
  public var setsDirtyState: Bool { raw.bit(22) }

  /// SH0, bits 13:12: the shareability of the tables, and of all memory under LPA2.
  public var shareability: Shareability { Shareability(lowBits: raw.bits(12...13)) }

  /// DS, bit 32: 52-bit descriptors for 4K and 16K (LPA2).
  public var ds: Bool { raw.bit(32) }

  /// The level SL0, bits 7:6, and SL2, bit 33, name with `granule`; nil for a reserved value.
  ///
  /// SL2 counts only for 4K with DS. Some levels need a processor with enough physical address
  /// bits, and 4K tables that start at level 3 need FEAT_TTST. `processor` nil means it has them.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S2InvalidSL and AArch64.S2StartLevel.
  public func startLevel(granule: Granule, processor: ProcessorFeatures? = nil) -> Level? {
    let addressBits = processor?.physicalAddressBits ?? 52
    let isWide = ds && (processor?.hasLPA2(granule) ?? true)
    let sl2 = granule == .size4K && isWide && raw.bit(33)
    switch (granule, raw.bits(Self.startLevelBits), sl2) {
    case (.size4K, 0, true): return addressBits >= 52 ? .minusOne : nil
    case (.size4K, _, true): return nil
    case (.size4K, 0, false): return .two
    case (.size4K, 1, false): return .one
    case (.size4K, 2, false): return addressBits >= 44 ? .zero : nil
    case (.size4K, _, false): return processor?.has(.ttst) ?? true ? .three : nil
    case (_, 0, _): return .three
    case (_, 1, _): return .two
    case (.size16K, 2, _): return addressBits >= 42 ? .one : nil
    case (.size16K, _, _): return isWide && addressBits >= 52 ? .zero : nil
    case (.size64K, 2, _): return addressBits >= 44 ? .one : nil
    case (.size64K, _, _): return nil
    }
  }

  static let sizeOffsetBits = 0...5
  static let startLevelBits = 6...7
  static let granuleBits = 14...15
}
