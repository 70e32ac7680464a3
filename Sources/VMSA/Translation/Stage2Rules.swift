/// How a stage 2 goes.
public struct Stage2Rules: Hashable, Sendable {
  /// Where walks start; nil when the registers start none.
  public let root: WalkRoot?
  /// The registers it was boiled down from; they say why there is no walk.
  public let configuration: Stage2Configuration
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
    self.configuration = configuration
    root = try? configuration.root()
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

  /// Why there is no walk; nil when there is one.
  public var error: RegisterError? {
    do throws(RegisterError) {
      _ = try configuration.root()
      return nil
    } catch let error { return error }
  }
}
