/// How a regime's stage 1 goes, apart from where its two walks start.
public struct Stage1Rules: Hashable, Sendable {
  /// Whether stage 1 translates at all: `SCTLR.M`, unless HCR_EL2 says otherwise.
  public let isOn: Bool
  /// Whether memory is cacheable while stage 1 is off (`HCR_EL2.DC`).
  public let isCacheableWhenOff: Bool
  /// Whether fetches are cacheable while stage 1 is off (`SCTLR.I`).
  public let cachesInstructionsWhenOff: Bool
  /// Whether the tables are big-endian (`SCTLR.EE`).
  public let isBigEndian: Bool
  /// WXN: writable memory is not executable.
  public let writableIsNeverExecuted: Bool
  /// EPAN: PAN holds also for memory EL0 may only execute.
  public let extendsPAN: Bool
  /// HD with HA: a leaf with DBM counts as writable.
  public let setsDirtyState: Bool
  /// MAIR: eight memory types, a byte each.
  public let memoryTypes: UInt64

  /// Boils SCTLR, TCR, MAIR and HCR_EL2 down.
  init(
    control: SystemControl, tcr: TranslationControl, mair: UInt64, regime: TranslationRegime,
    hypervisor: HypervisorConfiguration, processor: ProcessorFeatures
  ) {
    let belongsToEL1 = regime == .el1And0
    let traps = hypervisor.trapsGeneralExceptions
    isCacheableWhenOff = belongsToEL1 && hypervisor.defaultCacheable && !traps
    isOn = control.translates && !isCacheableWhenOff && !(belongsToEL1 && traps)
    cachesInstructionsWhenOff = control.cachesInstructions
    isBigEndian = control.isBigEndian
    writableIsNeverExecuted = control.writableIsNeverExecuted
    extendsPAN = control.extendsPAN && processor.has(.pan3)
    setsDirtyState =
      tcr.setsDirtyState && tcr.setsAccessFlag
      && processor.has([.hardwareAccessFlag, .hardwareDirtyState])
    memoryTypes = mair
  }
}
