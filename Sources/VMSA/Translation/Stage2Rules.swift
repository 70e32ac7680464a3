/// How a stage 2 goes.
public struct Stage2Rules: Hashable, Sendable {
  /// Where walks start; nil when the registers start none.
  public let root: WalkRoot?
  /// Why no walk starts.
  public let error: RegisterError?
  /// Whether the tables are big-endian (`SCTLR_EL2.EE`).
  public let isBigEndian: Bool
  /// HD with HA: a leaf with DBM counts as writable.
  public let setsDirtyState: Bool
  /// Whether XN bit 53 counts (FEAT_XNX).
  public let hasXNX: Bool
  /// PTW: stage 1 tables in Device memory fault.
  public let protectsTableWalks: Bool
  /// FWB: stage 2 overrules the memory type.
  public let forcesWriteBack: Bool
  /// CD: data accesses are Non-cacheable.
  public let disablesDataCache: Bool
  /// ID: instruction fetches are Non-cacheable.
  public let disablesInstructionCache: Bool
  /// SH0, which holds for all memory under LPA2.
  public let shareability: Shareability

  /// Boils VTCR_EL2, VTTBR_EL2, HCR_EL2 and SCTLR_EL2 down; nil when there is no stage 2.
  init?(_ registers: SystemRegisters, regime: TranslationRegime, processor: ProcessorFeatures) {
    let hypervisor = HypervisorConfiguration(registers.hcrEL2)
    guard regime == .el1And0, hypervisor.translates || hypervisor.defaultCacheable,
      !hypervisor.trapsGeneralExceptions
    else { return nil }
    let configuration = Stage2Configuration(
      vtcr: registers.vtcrEL2, vttbr: registers.vttbrEL2, processor: processor)
    var error: RegisterError?
    do throws(RegisterError) { root = try configuration.root() } catch let problem {
      root = nil
      error = problem
    }
    self.error = error
    isBigEndian = SystemControl(registers.sctlrEL2).isBigEndian
    setsDirtyState =
      configuration.setsAccessFlag && configuration.vtcr.setsDirtyState
      && processor.has(.hardwareDirtyState)
    hasXNX = processor.has(.xnx)
    protectsTableWalks = hypervisor.protectsTableWalks
    forcesWriteBack = hypervisor.forcesWriteBack && processor.has(.fwb)
    disablesDataCache = hypervisor.disablesDataCache
    disablesInstructionCache = hypervisor.disablesInstructionCache
    shareability = configuration.vtcr.shareability
  }
}
