/// HCR_EL2: whether there is a stage 2, and what it overrules.
///
/// Source: Arm ARM, "HCR_EL2, Hypervisor Configuration Register".
public struct HypervisorConfiguration: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps the register's value.
  public init(_ raw: UInt64) { self.raw = raw }

  /// VM, bit 0: stage 2 is on.
  public var translates: Bool { raw.bit(0) }

  /// PTW, bit 2: stage 1 tables in Device memory fault.
  public var protectsTableWalks: Bool { raw.bit(2) }

  /// DC, bit 12: stage 1 is off and its memory cacheable; implies VM.
  public var defaultCacheable: Bool { raw.bit(12) }

  /// TGE, bit 27: EL0 belongs to EL2; there is no EL1.
  public var trapsGeneralExceptions: Bool { raw.bit(27) }

  /// CD, bit 32: stage 2 makes data accesses Non-cacheable.
  public var disablesDataCache: Bool { raw.bit(32) }

  /// ID, bit 33: stage 2 makes instruction fetches Non-cacheable.
  public var disablesInstructionCache: Bool { raw.bit(33) }

  /// E2H, bit 34: EL2 has two halves, and EL0 below it (FEAT_VHE).
  public var hostsAtEL2: Bool { raw.bit(34) }

  /// FWB, bit 46: stage 2 overrules the memory type of stage 1 (FEAT_S2FWB).
  public var forcesWriteBack: Bool { raw.bit(46) }
}
