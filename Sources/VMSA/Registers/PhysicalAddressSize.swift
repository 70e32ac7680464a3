/// The physical address size a control register asks for: IPS of TCR, PS of VTCR.
///
/// Source: Arm ARM, "TCR_EL1, Translation Control Register", IPS.
public struct PhysicalAddressSize: Hashable, Sendable {
  /// The three bits of the field.
  public let code: UInt8

  /// Keeps the low three bits of `code`.
  public init(code: UInt64) { self.code = UInt8(truncatingIfNeeded: code & 0b111) }

  /// The bits the code names, 32 to 52; the reserved `0b111` counts as 52.
  public var bits: Int {
    switch code {
    case 0b000: 32
    case 0b001: 36
    case 0b010: 40
    case 0b011: 42
    case 0b100: 44
    case 0b101: 48
    default: 52
    }
  }

  /// The bits that hold on `processor`; nil when that isn't known.
  func effectiveBits(_ processor: ProcessorFeatures?) -> Int {
    min(bits, processor?.physicalAddressBits ?? bits)
  }

  /// The descriptor layout these registers choose.
  ///
  /// 4K and 16K descriptors are wide by DS. For 64K no register says it: the layout is wide when
  /// the processor has 52-bit addresses; when that isn't known, when the register asks for them.
  func format(
    stage: Stage, granule: Granule, ds: Bool, processor: ProcessorFeatures?
  ) -> DescriptorFormat {
    let isWide = granule == .size64K ? (processor?.physicalAddressBits ?? bits) >= 52 : ds
    return DescriptorFormat(
      stage: stage, granule: granule, outputAddressBits: isWide ? 52 : 48)
  }
}
