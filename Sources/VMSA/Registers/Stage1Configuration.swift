/// The registers of a stage 1 translation of EL1&0, and the walk they start.
///
/// What the registers can't tell is taken as implemented: FEAT_TTST (small address spaces) and
/// FEAT_LVA (52-bit addresses with 64K).
///
/// Source: Arm ARM, "Translation table walk properties"; pseudocode AArch64.S1Walk.
public struct Stage1Configuration: Hashable, Sendable {
  /// TCR_EL1.
  public let tcr: TranslationControl
  /// TTBR0_EL1.
  public let ttbr0: TableBase
  /// TTBR1_EL1.
  public let ttbr1: TableBase
  /// The processor's physical address bits; nil when not known.
  public let implementedAddressBits: Int?

  /// Makes a configuration from register values.
  public init(tcr: UInt64, ttbr0: UInt64, ttbr1: UInt64 = 0, implementedAddressBits: Int? = nil) {
    self.tcr = TranslationControl(tcr)
    self.ttbr0 = TableBase(ttbr0)
    self.ttbr1 = TableBase(ttbr1)
    self.implementedAddressBits = implementedAddressBits
  }

  /// The walk of `address`, whose bit 55 chooses the half.
  public func root(for address: VirtualAddress) throws(RegisterError) -> WalkRoot {
    try root(of: AddressRegion(selectedBy: address))
  }

  /// The walk of one half of the address space.
  public func root(of region: AddressRegion) throws(RegisterError) -> WalkRoot {
    let granuleBits = TranslationControl.granuleBits(region)
    guard let granule = tcr.granule(region) else {
      throw error(granuleBits, .reservedGranule(tcr.raw.bits(granuleBits)))
    }
    let size = tcr.physicalAddressSize
    let format = size.format(
      stage: .one, granule: granule, ds: tcr.ds, implemented: implementedAddressBits)
    let inputBits = 64 - tcr.sizeOffset(region)
    let legal = Self.legalInputBits(granule: granule, ds: tcr.ds)
    guard legal.contains(inputBits), let start = Self.startLevel(granule, inputBits: inputBits)
    else {
      let bits = TranslationControl.sizeOffsetBits(region)
      throw error(bits, .inputSize(bits: inputBits, legal: legal))
    }
    let disabledBit = TranslationControl.walksDisabledBit(region)
    guard !tcr.walksDisabled(region) else { throw error(disabledBit...disabledBit, .walksDisabled) }

    let outputBits = size.effectiveBits(implemented: implementedAddressBits)
    let base = region == .lower ? ttbr0 : ttbr1
    let hasWideBase = format.isWide && (granule != .size64K || outputBits == 52)
    guard
      let root = WalkRoot(
        format: format, inputBits: inputBits, startLevel: start,
        tableAddress: PhysicalAddress(base.address(isWide: hasWideBase)),
        physicalAddressBits: outputBits, region: region,
        ignoresTopByte: tcr.ignoresTopByte(region), setsAccessFlag: tcr.setsAccessFlag)
    else {
      let bits = TranslationControl.sizeOffsetBits(region)
      throw error(bits, .inputSize(bits: inputBits, legal: legal))
    }
    return root
  }

  /// The level at which the first table resolves 1 bit to a full stride: 4 − (bits − 4) / stride.
  static func startLevel(_ granule: Granule, inputBits: Int) -> Level? {
    Level(rawValue: Int8(clamping: 4 - (inputBits - 4) / granule.stride))
  }

  /// Input address bits a granule allows, with FEAT_TTST and FEAT_LVA.
  static func legalInputBits(granule: Granule, ds: Bool) -> ClosedRange<Int> {
    switch granule {
    case .size4K, .size16K: 16...(ds ? 52 : 48)
    case .size64K: 17...52
    }
  }

  private func error(_ bits: ClosedRange<Int>, _ problem: RegisterError.Problem) -> RegisterError {
    RegisterError(register: .tcr, bits: bits, problem: problem)
  }
}
