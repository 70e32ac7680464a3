/// The registers of a stage 2 translation, and the walk they start.
///
/// Source: Arm ARM, "Translation table walk properties"; pseudocode AArch64.S2Walk.
public struct Stage2Configuration: Hashable, Sendable {
  /// VTCR_EL2.
  public let vtcr: Stage2TranslationControl
  /// VTTBR_EL2.
  public let vttbr: TableBase
  /// The processor; nil when not known, which counts as having everything.
  public let processor: ProcessorFeatures?

  /// Makes a configuration from register values.
  public init(vtcr: UInt64, vttbr: UInt64, processor: ProcessorFeatures? = nil) {
    self.vtcr = Stage2TranslationControl(vtcr)
    self.vttbr = TableBase(vttbr)
    self.processor = processor
  }

  /// The walk these registers start, from one table or up to 16 side by side.
  public func root() throws(RegisterError) -> WalkRoot {
    let granule = try granule()
    let size = vtcr.physicalAddressSize
    let ds = vtcr.ds && (processor?.hasLPA2(granule) ?? true)
    let format = size.format(stage: .two, granule: granule, ds: ds, processor: processor)
    let inputBits = 64 - vtcr.sizeOffset
    let legal = legalInputBits(granule: granule, ds: ds)
    guard legal.contains(inputBits) else {
      throw error(
        Stage2TranslationControl.sizeOffsetBits, .inputSize(bits: inputBits, legal: legal))
    }
    let startBits = Stage2TranslationControl.startLevelBits
    guard let start = vtcr.startLevel(granule: granule, processor: processor)
    else { throw error(startBits, .reservedStartLevel) }

    let outputBits = size.effectiveBits(processor)
    let hasWideBase = format.isWide && (granule != .size64K || outputBits == 52)
    guard
      let root = WalkRoot(
        format: format, inputBits: inputBits, startLevel: start,
        tableAddress: PhysicalAddress(vttbr.address(isWide: hasWideBase)),
        physicalAddressBits: outputBits, setsAccessFlag: setsAccessFlag,
        hasWideBase: hasWideBase)
    else {
      let resolved = inputBits - granule.shift(at: start)
      let possible = WalkRoot.legalFirstTableBits(format: format)
      throw error(
        startBits, .startLevelMismatch(level: start, bits: resolved, legal: possible))
    }
    return root
  }

  /// The granule; a reserved or missing one is the processor's to choose.
  private func granule() throws(RegisterError) -> Granule {
    guard let processor else {
      if let granule = vtcr.granule { return granule }
      let bits = Stage2TranslationControl.granuleBits
      throw error(bits, .reservedGranule(vtcr.raw.bits(bits)))
    }
    return vtcr.granule.flatMap { processor.has($0) ? $0 : nil } ?? processor.granuleForReserved
  }

  /// Whether hardware sets the access flag: HA, where the processor has it.
  var setsAccessFlag: Bool {
    vtcr.setsAccessFlag && (processor?.has(.hardwareAccessFlag) ?? true)
  }

  /// Intermediate address bits: no more than the processor has physical ones; of 52 only with 64K
  /// or DS more than 48.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S2MinTxSZ and AArch64.MaxTxSZ.
  private func legalInputBits(granule: Granule, ds: Bool) -> ClosedRange<Int> {
    let least = Stage1Configuration.leastInputBits(granule, processor: processor)
    let held = granule == .size64K || ds ? 52 : 48
    return least...max(least, min(held, processor?.physicalAddressBits ?? held))
  }

  private func error(_ bits: ClosedRange<Int>, _ problem: RegisterError.Problem) -> RegisterError {
    RegisterError(register: .vtcr, bits: bits, problem: problem)
  }
}
