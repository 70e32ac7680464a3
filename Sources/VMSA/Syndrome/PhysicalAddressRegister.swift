/// PAR_EL1: the answer of an AT instruction, as the processor would give it in Non-secure state.
///
/// Source: Arm ARM, "PAR_EL1, Physical Address Register"; pseudocode AArch64.EncodePAR.
public struct PhysicalAddressRegister: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps a register's value.
  public init(raw: UInt64) { self.raw = raw }

  /// The answer to a translation that ended at `output`.
  ///
  /// F 0 clear, SH 8:7, NS 9 set, bit 11 set, PA 51:12, ATTR 63:56.
  public init(output: PhysicalAddress, attributes: MemoryAttributes) {
    raw =
      output.raw & .mask(12...51)
      | .placing(UInt64(attributes.effectiveShareability.rawValue), in: 7...8)
      | .placing(true, at: 9) | .placing(true, at: 11)
      | .placing(UInt64(attributes.encodedType), in: 56...63)
  }

  /// The answer to a translation that ended in `fault`.
  ///
  /// F 0 set, FST 6:1, PTW 8 on a stage 1 table, S 9 at stage 2, bit 11 set.
  public init(fault: TranslationFault) {
    raw =
      1 | .placing(UInt64(fault.status.code ?? 0), in: 1...6)
      | .placing(fault.isStage1TableWalk, at: 8) | .placing(fault.stage == .two, at: 9)
      | .placing(true, at: 11)
  }

  /// F, bit 0: the translation failed.
  public var isFault: Bool { raw.bit(0) }

  /// FST, bits 6:1; nil when the translation succeeded.
  public var faultStatus: FaultStatus? {
    isFault ? FaultStatus(code: UInt8(truncatingIfNeeded: raw.bits(1...6))) : nil
  }

  /// PA, bits 51:12; nil when the translation failed.
  public var outputPage: PhysicalAddress? {
    isFault ? nil : PhysicalAddress(raw & .mask(12...51))
  }
}

extension Translator {
  /// What PAR_EL1 holds after an AT instruction that made `translation`; nil when the memory of the
  /// tables isn't known, which on a processor is an external abort.
  public func parEL1(of translation: Translation) -> PhysicalAddressRegister? {
    switch translation.result {
    case .success(let mapping):
      PhysicalAddressRegister(
        output: mapping.output,
        attributes: attributes(of: mapping, at: translation.address, for: translation.access))
    case .failure(.fault(let fault)): PhysicalAddressRegister(fault: fault)
    case .failure(.unknownEntry): nil
    }
  }
}
