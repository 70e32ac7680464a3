/// TCR_EL1: how stage 1 walks of EL1&0 go, for both halves of the address space.
///
/// Under VHE (`HCR_EL2.E2H` = 1) TCR_EL2 has the same layout.
///
/// Source: Arm ARM, "TCR_EL1, Translation Control Register (EL1)".
public struct TranslationControl: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps the register's value.
  public init(_ raw: UInt64) { self.raw = raw }

  /// T0SZ, bits 5:0, or T1SZ, bits 21:16: 64 less the input address bits.
  public func sizeOffset(_ region: AddressRegion) -> Int {
    Int(raw.bits(Self.sizeOffsetBits(region)))
  }

  /// EPD0, bit 7, or EPD1, bit 23: misses in the TLB fault instead of walking.
  public func walksDisabled(_ region: AddressRegion) -> Bool {
    raw.bit(Self.walksDisabledBit(region))
  }

  /// TG0, bits 15:14, or TG1, bits 31:30, which number the granules differently; nil if reserved.
  public func granule(_ region: AddressRegion) -> Granule? {
    switch (region, raw.bits(Self.granuleBits(region))) {
    case (.lower, 0b00), (.upper, 0b10): .size4K
    case (.lower, 0b01), (.upper, 0b11): .size64K
    case (.lower, 0b10), (.upper, 0b01): .size16K
    default: nil
    }
  }

  /// TBI0, bit 37, or TBI1, bit 38: bits 63:56 of an address are a tag.
  public func ignoresTopByte(_ region: AddressRegion) -> Bool {
    raw.bit(region == .lower ? 37 : 38)
  }

  /// IPS, bits 34:32.
  public var physicalAddressSize: PhysicalAddressSize {
    PhysicalAddressSize(code: raw.bits(32...34))
  }

  /// HA, bit 39: hardware sets the access flag.
  public var setsAccessFlag: Bool { raw.bit(39) }

  /// DS, bit 59: 52-bit descriptors for 4K and 16K (LPA2).
  public var ds: Bool { raw.bit(59) }

  /// HD, bit 40: hardware makes leaves with DBM writable; nothing without HA.
  public var setsDirtyState: Bool { raw.bit(40) }

  /// HPD0, bit 41, or HPD1, bit 42: limits in table entries don't count (FEAT_HPDS).
  public func ignoresTableLimits(_ region: AddressRegion) -> Bool {
    raw.bit(region == .lower ? 41 : 42)
  }

  /// TBID0, bit 51, or TBID1, bit 52: TBI counts for data only (FEAT_PAuth).
  public func tagsDataOnly(_ region: AddressRegion) -> Bool {
    raw.bit(region == .lower ? 51 : 52)
  }

  /// E0PD0, bit 55, or E0PD1, bit 56: EL0 has no access to the half (FEAT_E0PD).
  public func deniesEL0(_ region: AddressRegion) -> Bool {
    raw.bit(region == .lower ? 55 : 56)
  }

  /// SH0, bits 13:12, or SH1, bits 29:28: the shareability of the tables, and of all memory under
  /// LPA2.
  public func shareability(_ region: AddressRegion) -> Shareability {
    Shareability(lowBits: raw.bits(region == .lower ? 12...13 : 28...29))
  }

  /// Reads TCR_EL2 (with E2H clear) or TCR_EL3, which know one half and place fields elsewhere.
  ///
  /// PS 18:16, TBI 20, HA 21, HD 22, HPD 24, TBID 29 and DS 32 move to where TCR_EL1 has them; T0SZ,
  /// SH0 and TG0 stand there already. The upper half is switched off.
  ///
  /// Source: Arm ARM, "TCR_EL2, Translation Control Register (EL2)".
  public init(singleRange value: UInt64) {
    var raw = value & .mask(0...5) | value & .mask(8...15)
    raw |= .placing(value.bits(16...18), in: 32...34)
    for (from, to) in [(20, 37), (21, 39), (22, 40), (24, 41), (29, 51), (32, 59)] {
      raw |= .placing(value.bit(from), at: to)
    }
    self.raw = raw | .placing(true, at: 23)
  }

  /// Where `sizeOffset` stands.
  static func sizeOffsetBits(_ region: AddressRegion) -> ClosedRange<Int> {
    region == .lower ? 0...5 : 16...21
  }

  /// Where `walksDisabled` stands.
  static func walksDisabledBit(_ region: AddressRegion) -> Int { region == .lower ? 7 : 23 }

  /// Where `granule` stands.
  static func granuleBits(_ region: AddressRegion) -> ClosedRange<Int> {
    region == .lower ? 14...15 : 30...31
  }
}
