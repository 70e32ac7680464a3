/// The registers of a stage 1 translation of EL1&0, and the walk they start.
///
/// The other regimes' registers are brought into the same form by ``Translator``. Without a
/// processor, what the registers can't tell is taken as implemented: FEAT_TTST (small address
/// spaces), FEAT_LVA (52-bit addresses with 64K) and as many address bits as IPS asks for.
///
/// Source: Arm ARM, "Translation table walk properties"; pseudocode AArch64.S1Walk.
public struct Stage1Configuration: Hashable, Sendable {
  /// TCR_EL1.
  public let tcr: TranslationControl
  /// TTBR0_EL1.
  public let ttbr0: TableBase
  /// TTBR1_EL1.
  public let ttbr1: TableBase
  /// The processor; nil when not known.
  public let processor: ProcessorFeatures?

  /// Makes a configuration from register values.
  public init(
    tcr: UInt64, ttbr0: UInt64, ttbr1: UInt64 = 0, processor: ProcessorFeatures? = nil
  ) {
    self.init(
      tcr: TranslationControl(tcr), ttbr0: ttbr0, ttbr1: ttbr1, processor: processor)
  }

  /// Makes a configuration from a control register already read.
  init(tcr: TranslationControl, ttbr0: UInt64, ttbr1: UInt64, processor: ProcessorFeatures?) {
    self.tcr = tcr
    self.ttbr0 = TableBase(ttbr0)
    self.ttbr1 = TableBase(ttbr1)
    self.processor = processor
  }

  /// The walk of `address`, whose bit 55 chooses the half.
  public func root(for address: VirtualAddress) throws(RegisterError) -> WalkRoot {
    try root(of: AddressRegion(selectedBy: address))
  }

  /// The walk of one half of the address space.
  public func root(of region: AddressRegion) throws(RegisterError) -> WalkRoot {
    let granule = try granule(of: region)
    let size = tcr.physicalAddressSize
    let ds = tcr.ds && (processor?.hasLPA2(granule) ?? true)
    let format = size.format(stage: .one, granule: granule, ds: ds, processor: processor)
    let inputBits = 64 - tcr.sizeOffset(region)
    let legal = legalInputBits(granule: granule, ds: ds)
    guard legal.contains(inputBits), let start = Self.startLevel(granule, inputBits: inputBits)
    else {
      let bits = TranslationControl.sizeOffsetBits(region)
      throw error(bits, .inputSize(bits: inputBits, legal: legal))
    }
    let disabledBit = TranslationControl.walksDisabledBit(region)
    guard !tcr.walksDisabled(region) else { throw error(disabledBit...disabledBit, .walksDisabled) }

    let outputBits = size.effectiveBits(processor)
    let base = region == .lower ? ttbr0 : ttbr1
    let hasWideBase = format.isWide && (granule != .size64K || outputBits == 52)
    guard
      let root = WalkRoot(
        format: format, inputBits: inputBits, startLevel: start,
        tableAddress: PhysicalAddress(base.address(isWide: hasWideBase)),
        physicalAddressBits: outputBits, region: region,
        ignoresTopByte: tcr.ignoresTopByte(region), setsAccessFlag: setsAccessFlag,
        hasWideBase: hasWideBase)
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

  /// The granule of a half; a reserved or missing one is the processor's to choose.
  private func granule(of region: AddressRegion) throws(RegisterError) -> Granule {
    let named = tcr.granule(region)
    guard let processor else {
      if let named { return named }
      let bits = TranslationControl.granuleBits(region)
      throw error(bits, .reservedGranule(tcr.raw.bits(bits)))
    }
    return named.flatMap { processor.has($0) ? $0 : nil } ?? processor.granuleForReserved
  }

  /// Whether hardware sets the access flag: HA, where the processor has it.
  var setsAccessFlag: Bool {
    tcr.setsAccessFlag && (processor?.has(.hardwareAccessFlag) ?? true)
  }

  /// Input address bits a granule allows: from 25, with FEAT_TTST from 16 or 17, to 48, with DS or
  /// (64K) FEAT_LVA to 52.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1MinTxSZ and AArch64.MaxTxSZ.
  func legalInputBits(granule: Granule, ds: Bool) -> ClosedRange<Int> {
    let isWide = granule == .size64K ? processor?.has(.lva) ?? true : ds
    return Self.leastInputBits(granule, processor: processor)...(isWide ? 52 : 48)
  }

  /// The fewest input bits a granule allows, at either stage.
  static func leastInputBits(_ granule: Granule, processor: ProcessorFeatures?) -> Int {
    guard processor?.has(.ttst) ?? true else { return 25 }
    return granule == .size64K ? 17 : 16
  }

  private func error(_ bits: ClosedRange<Int>, _ problem: RegisterError.Problem) -> RegisterError {
    RegisterError(register: .tcr, bits: bits, problem: problem)
  }
}
