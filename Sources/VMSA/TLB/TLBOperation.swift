/// A TLB maintenance operation of EL1&0 and its stage 2, by the architecture's name.
///
/// Source: Arm ARM, "TLB maintenance instructions".
public enum TLBOperation: String, CaseIterable, Hashable, Sendable {
  /// Stage 1 by VA and ASID, walk caches included.
  case vae1 = "VAE1"
  /// Stage 1 by VA and ASID, leaves only.
  case vale1 = "VALE1"
  /// Stage 1 by VA, any ASID, walk caches included.
  case vaae1 = "VAAE1"
  /// Stage 1 by VA, any ASID, leaves only.
  case vaale1 = "VAALE1"
  /// Stage 1 by ASID: everything that isn't global.
  case aside1 = "ASIDE1"
  /// Stage 1 of the current VMID.
  case vmalle1 = "VMALLE1"
  /// Stage 2 by IPA, walk caches included; entries of both stages combined stay.
  case ipas2e1 = "IPAS2E1"
  /// Stage 2 by IPA, leaves only; entries of both stages combined stay.
  case ipas2le1 = "IPAS2LE1"
  /// Both stages of the current VMID.
  case vmalls12e1 = "VMALLS12E1"
  /// Both stages of every VMID.
  case alle1 = "ALLE1"

  /// Whether it goes by an address, and so has a range form and a level hint.
  public var takesAddress: Bool {
    switch self {
    case .vae1, .vale1, .vaae1, .vaale1, .ipas2e1, .ipas2le1: true
    case .aside1, .vmalle1, .vmalls12e1, .alle1: false
    }
  }

  /// Whether it leaves walk caches alone.
  public var isLastLevelOnly: Bool {
    switch self {
    case .vale1, .vaale1, .ipas2le1: true
    default: false
    }
  }
}
