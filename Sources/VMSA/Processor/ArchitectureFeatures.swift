/// The architecture extensions that change how addresses are translated.
///
/// Source: Arm ARM, "Armv8 and Armv9 architecture extensions".
public struct ArchitectureFeatures: OptionSet, Hashable, Sendable {
  /// One bit an extension; the order means nothing.
  public let rawValue: UInt32

  /// Wraps a set of bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// FEAT_LPA: 52-bit physical addresses, with 64K descriptors that hold them.
  public static let lpa = Self(rawValue: 1 << 0)
  /// FEAT_LPA2 for 4K: `TCR.DS` gives 4K descriptors 52-bit addresses.
  public static let lpa2For4K = Self(rawValue: 1 << 1)
  /// FEAT_LPA2 for 16K: `TCR.DS` gives 16K descriptors 52-bit addresses.
  public static let lpa2For16K = Self(rawValue: 1 << 2)
  /// FEAT_LVA: 52-bit virtual addresses with 64K.
  public static let lva = Self(rawValue: 1 << 3)
  /// FEAT_TTST: address spaces smaller than 25 bits.
  public static let ttst = Self(rawValue: 1 << 4)
  /// FEAT_HAFDBS, first half: hardware sets the access flag (`TCR.HA`).
  public static let hardwareAccessFlag = Self(rawValue: 1 << 5)
  /// FEAT_HAFDBS, second half: hardware makes leaves with DBM writable (`TCR.HD`).
  public static let hardwareDirtyState = Self(rawValue: 1 << 6)
  /// FEAT_HPDS: `TCR.HPDn` switches the limits in table entries off.
  public static let hpds = Self(rawValue: 1 << 7)
  /// FEAT_PAN: `PSTATE.PAN` keeps EL1 from EL0's memory.
  public static let pan = Self(rawValue: 1 << 8)
  /// FEAT_PAN2: AT S1E1RP and S1E1WP.
  public static let pan2 = Self(rawValue: 1 << 9)
  /// FEAT_PAN3: `SCTLR.EPAN`, PAN for memory EL0 may only execute.
  public static let pan3 = Self(rawValue: 1 << 10)
  /// FEAT_S2FWB: `HCR_EL2.FWB`, stage 2 overrules the memory type.
  public static let fwb = Self(rawValue: 1 << 11)
  /// FEAT_XNX: stage 2 tells EL0's execution from EL1's.
  public static let xnx = Self(rawValue: 1 << 12)
  /// FEAT_E0PD: `TCR.E0PDn` keeps EL0 from one half.
  public static let e0pd = Self(rawValue: 1 << 13)
  /// FEAT_BTI: guarded pages.
  public static let bti = Self(rawValue: 1 << 14)
  /// FEAT_VHE: `HCR_EL2.E2H`, the EL2&0 regime.
  public static let vhe = Self(rawValue: 1 << 15)
  /// FEAT_VMID16: 16-bit VMIDs.
  public static let vmid16 = Self(rawValue: 1 << 16)
  /// FEAT_PAuth: `TCR.TBIDn`, tags in data addresses only.
  public static let pauth = Self(rawValue: 1 << 17)
  /// FEAT_MTE2: the tagged memory type, MAIR value 0xF0.
  public static let mte2 = Self(rawValue: 1 << 18)
}
