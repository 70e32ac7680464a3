/// The registers of a stage 2 translation, and the walk they start.
///
/// Source: Arm ARM, "Translation table walk properties"; pseudocode AArch64.S2Walk.
public struct Stage2Configuration: Hashable, Sendable {
  /// VTCR_EL2.
  public let vtcr: Stage2TranslationControl
  /// VTTBR_EL2.
  public let vttbr: TableBase
  /// The processor's physical address bits; nil when not known.
  public let implementedAddressBits: Int?

  /// Makes a configuration from register values.
  public init(vtcr: UInt64, vttbr: UInt64, implementedAddressBits: Int? = nil) {
    self.vtcr = Stage2TranslationControl(vtcr)
    self.vttbr = TableBase(vttbr)
    self.implementedAddressBits = implementedAddressBits
  }

  /// The walk these registers start, from one table or up to 16 side by side.
  public func root() throws(RegisterError) -> WalkRoot {
    guard let granule = vtcr.granule else {
      let bits = Stage2TranslationControl.granuleBits
      throw error(bits, .reservedGranule(vtcr.raw.bits(bits)))
    }
    let size = vtcr.physicalAddressSize
    let format = size.format(
      stage: .two, granule: granule, ds: vtcr.ds, implemented: implementedAddressBits)
    let inputBits = 64 - vtcr.sizeOffset
    let legal = legalInputBits(granule: granule)
    guard legal.contains(inputBits) else {
      throw error(
        Stage2TranslationControl.sizeOffsetBits, .inputSize(bits: inputBits, legal: legal))
    }
    let startBits = Stage2TranslationControl.startLevelBits
    guard let start = vtcr.startLevel(granule: granule, implemented: implementedAddressBits)
    else { throw error(startBits, .reservedStartLevel) }

    let outputBits = size.effectiveBits(implemented: implementedAddressBits)
    let hasWideBase = format.isWide && (granule != .size64K || outputBits == 52)
    guard
      let root = WalkRoot(
        format: format, inputBits: inputBits, startLevel: start,
        tableAddress: PhysicalAddress(vttbr.address(isWide: hasWideBase)),
        physicalAddressBits: outputBits, setsAccessFlag: vtcr.setsAccessFlag)
    else {
      let resolved = inputBits - granule.shift(at: start)
      let possible = WalkRoot.legalFirstTableBits(format: format)
      throw error(
        startBits, .startLevelMismatch(level: start, bits: resolved, legal: possible))
    }
    return root
  }

  /// Intermediate address bits: no more than the processor has physical ones, 48 without DS.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S2MinTxSZ and AArch64.MaxTxSZ.
  private func legalInputBits(granule: Granule) -> ClosedRange<Int> {
    let least = granule == .size64K ? 17 : 16
    let held = granule == .size64K || vtcr.ds ? 52 : 48
    return least...max(least, min(held, implementedAddressBits ?? held))
  }

  private func error(_ bits: ClosedRange<Int>, _ problem: RegisterError.Problem) -> RegisterError {
    RegisterError(register: .vtcr, bits: bits, problem: problem)
  }
}
