/// A TLB maintenance operation, by the architecture's name.
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
  /// EL2's by VA (and ASID with E2H), walk caches included.
  case vae2 = "VAE2"
  /// EL2's by VA (and ASID with E2H), leaves only.
  case vale2 = "VALE2"
  /// All of EL2's.
  case alle2 = "ALLE2"
  /// EL3's by VA, walk caches included.
  case vae3 = "VAE3"
  /// EL3's by VA, leaves only.
  case vale3 = "VALE3"
  /// All of EL3's.
  case alle3 = "ALLE3"

  /// Whether it goes by an address, and so has a range form and a level hint.
  public var takesAddress: Bool {
    switch self {
    case .vae1, .vale1, .vaae1, .vaale1, .ipas2e1, .ipas2le1, .vae2, .vale2, .vae3, .vale3: true
    case .aside1, .vmalle1, .vmalls12e1, .alle1, .alle2, .alle3: false
    }
  }

  /// Whether it leaves walk caches alone.
  public var isLastLevelOnly: Bool {
    switch self {
    case .vale1, .vaale1, .ipas2le1, .vale2, .vale3: true
    default: false
    }
  }

  /// The regime it is about by its name, without virtualization host extensions.
  public var regime: TranslationRegime {
    switch self {
    case .vae2, .vale2, .alle2: .el2
    case .vae3, .vale3, .alle3: .el3
    default: .el1And0
    }
  }

  /// The operation without an address that makes go at least what this one does.
  public var whole: TLBOperation {
    switch self {
    case .vae1, .vale1, .vaae1, .vaale1: .vmalle1
    case .ipas2e1, .ipas2le1: .vmalls12e1
    case .vae2, .vale2: .alle2
    case .vae3, .vale3: .alle3
    default: self
    }
  }
}
