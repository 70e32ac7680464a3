/// Who may execute from a stage 2 leaf: XN[1:0], bits 54:53.
///
/// Without FEAT_XNX only bit 54 counts: set means nobody.
///
/// Source: Arm ARM, "Stage 2 instruction execution permissions" (FEAT_XNX).
public enum Stage2ExecuteNever: UInt8, CaseIterable, Hashable, Sendable {
  /// `0b00`: EL1 and EL0.
  case everyone
  /// `0b01`: EL0 only.
  case onlyEL0
  /// `0b10`: nobody.
  case nobody
  /// `0b11`: EL1 only.
  case onlyEL1

  /// Reads the low two bits of `bits`.
  init(lowBits bits: UInt64) {
    switch bits & 0b11 {
    case 0b00: self = .everyone
    case 0b01: self = .onlyEL0
    case 0b10: self = .nobody
    default: self = .onlyEL1
    }
  }

  /// "execute at EL1 and EL0".
  public var words: String {
    switch self {
    case .everyone: "execute at EL1 and EL0"
    case .onlyEL0: "execute at EL0 only"
    case .nobody: "never execute"
    case .onlyEL1: "execute at EL1 only"
    }
  }

  /// The third letter of a permission: `X` both, `u` EL0 (user) only, `p` EL1 only, `–` nobody.
  public var letter: Character {
    switch self {
    case .everyone: "X"
    case .onlyEL0: "u"
    case .nobody: "–"
    case .onlyEL1: "p"
    }
  }
}
