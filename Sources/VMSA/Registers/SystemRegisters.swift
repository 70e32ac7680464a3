/// The registers that decide how addresses are translated, as a processor or a recording holds them.
///
/// A plain list of values; ``Translator`` makes rules of them. All are 0 unless set, which is MMU
/// off and no stage 2.
///
/// Source: Arm ARM, "VMSAv8-64 address translation system", registers by exception level.
public struct SystemRegisters: Hashable, Sendable {
  /// SCTLR_EL1.
  public var sctlrEL1: UInt64 = 0
  /// TCR_EL1.
  public var tcrEL1: UInt64 = 0
  /// TTBR0_EL1.
  public var ttbr0EL1: UInt64 = 0
  /// TTBR1_EL1.
  public var ttbr1EL1: UInt64 = 0
  /// MAIR_EL1.
  public var mairEL1: UInt64 = 0
  /// SCTLR_EL2.
  public var sctlrEL2: UInt64 = 0
  /// TCR_EL2, whose layout depends on `HCR_EL2.E2H`.
  public var tcrEL2: UInt64 = 0
  /// TTBR0_EL2.
  public var ttbr0EL2: UInt64 = 0
  /// TTBR1_EL2, used with E2H.
  public var ttbr1EL2: UInt64 = 0
  /// MAIR_EL2.
  public var mairEL2: UInt64 = 0
  /// HCR_EL2.
  public var hcrEL2: UInt64 = 0
  /// VTCR_EL2.
  public var vtcrEL2: UInt64 = 0
  /// VTTBR_EL2.
  public var vttbrEL2: UInt64 = 0
  /// SCTLR_EL3.
  public var sctlrEL3: UInt64 = 0
  /// TCR_EL3.
  public var tcrEL3: UInt64 = 0
  /// TTBR0_EL3.
  public var ttbr0EL3: UInt64 = 0
  /// MAIR_EL3.
  public var mairEL3: UInt64 = 0

  /// Makes registers that are all 0.
  public init() {}

  /// The register of an architectural name, such as "TCR_EL1"; nil for a name not in this list.
  public static func path(named name: String) -> WritableKeyPath<SystemRegisters, UInt64>? {
    switch name {
    case "SCTLR_EL1": \.sctlrEL1
    case "TCR_EL1": \.tcrEL1
    case "TTBR0_EL1": \.ttbr0EL1
    case "TTBR1_EL1": \.ttbr1EL1
    case "MAIR_EL1": \.mairEL1
    case "SCTLR_EL2": \.sctlrEL2
    case "TCR_EL2": \.tcrEL2
    case "TTBR0_EL2": \.ttbr0EL2
    case "TTBR1_EL2": \.ttbr1EL2
    case "MAIR_EL2": \.mairEL2
    case "HCR_EL2": \.hcrEL2
    case "VTCR_EL2": \.vtcrEL2
    case "VTTBR_EL2": \.vttbrEL2
    case "SCTLR_EL3": \.sctlrEL3
    case "TCR_EL3": \.tcrEL3
    case "TTBR0_EL3": \.ttbr0EL3
    case "MAIR_EL3": \.mairEL3
    default: nil
    }
  }
}
