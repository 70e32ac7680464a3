/// A translation regime ready to translate: the registers boiled down once.
///
/// Source: Arm ARM pseudocode, AArch64.FullTranslate.
public struct Translator: Hashable, Sendable {
  /// Whose addresses.
  public let regime: TranslationRegime
  /// The processor.
  public let processor: ProcessorFeatures
  /// Stage 1 apart from its walks.
  public let stage1: Stage1Rules
  /// The registers both halves were boiled down from; they say why a half has no walk.
  public let configuration: Stage1Configuration
  /// The lower half; the only one where there is no EL0.
  public let lower: Stage1Half
  /// The upper half.
  public let upper: Stage1Half
  /// Stage 2; nil when there is none.
  public let stage2: Stage2Rules?

  /// Boils the registers of `regime` down, as they act on `processor`.
  public init(_ registers: SystemRegisters, regime: TranslationRegime, processor: ProcessorFeatures)
  {
    let (sctlr, tcr, ttbr0, ttbr1, mair) = Self.values(registers, of: regime)
    configuration = Stage1Configuration(
      tcr: tcr, ttbr0: ttbr0, ttbr1: ttbr1, processor: processor)
    self.regime = regime
    self.processor = processor
    stage1 = Stage1Rules(
      control: SystemControl(sctlr), tcr: tcr, mair: mair, regime: regime,
      hypervisor: HypervisorConfiguration(registers.hcrEL2), processor: processor)
    lower = Stage1Half(
      configuration, region: .lower, hasUnprivileged: regime.hasUnprivileged, processor: processor)
    upper = Stage1Half(
      configuration, region: .upper, hasUnprivileged: regime.hasUnprivileged, processor: processor)
    stage2 = Stage2Rules(registers, regime: regime, processor: processor)
  }

  /// The values of a regime's own registers.
  private static func values(
    _ registers: SystemRegisters, of regime: TranslationRegime
  ) -> (
    sctlr: UInt64, tcr: TranslationControl, ttbr0: UInt64, ttbr1: UInt64, mair: UInt64
  ) {
    switch regime {
    case .el1And0:
      (
        registers.sctlrEL1, TranslationControl(registers.tcrEL1), registers.ttbr0EL1,
        registers.ttbr1EL1, registers.mairEL1
      )
    case .el2:
      (
        registers.sctlrEL2, TranslationControl(singleRange: registers.tcrEL2), registers.ttbr0EL2,
        0, registers.mairEL2
      )
    case .el2And0:
      (
        registers.sctlrEL2, TranslationControl(registers.tcrEL2), registers.ttbr0EL2,
        registers.ttbr1EL2, registers.mairEL2
      )
    case .el3:
      (
        registers.sctlrEL3, TranslationControl(singleRange: registers.tcrEL3), registers.ttbr0EL3,
        0, registers.mairEL3
      )
    }
  }

  /// The half bit 55 of `address` selects; there is only one where there is no EL0.
  @inlinable
  public func half(of address: VirtualAddress) -> Stage1Half {
    regime.hasUnprivileged && address.raw.bit(55) ? upper : lower
  }

  /// Why the half of `address` has no walk; nil when it has one.
  public func registerError(of address: VirtualAddress) -> RegisterError? {
    let isUpper = regime.hasUnprivileged && address.raw.bit(55)
    do throws(RegisterError) {
      _ = try configuration.root(of: isUpper ? .upper : .lower)
      return nil
    } catch let error { return error }
  }
}
