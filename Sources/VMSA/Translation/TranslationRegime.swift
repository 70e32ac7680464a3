/// Whose addresses are translated, and by which exception level's registers.
///
/// Source: Arm ARM, "Translation regimes".
public enum TranslationRegime: UInt8, CaseIterable, Hashable, Sendable {
  /// EL1 and EL0, by EL1's registers; the only one with a stage 2.
  case el1And0
  /// EL2 alone (`HCR_EL2.E2H` = 0): one half, one privilege.
  case el2
  /// EL2 and EL0 under it (`HCR_EL2.E2H` = 1), by EL2's registers in EL1's layout.
  case el2And0
  /// EL3 alone.
  case el3

  /// Whether addresses have two halves, and EL0 a say of its own.
  @inlinable
  public var hasUnprivileged: Bool {
    switch self {
    case .el1And0, .el2And0: true
    case .el2, .el3: false
    }
  }

  /// The exception level whose registers rule, and that handles its own stage 1 faults.
  public var exceptionLevel: Int {
    switch self {
    case .el1And0: 1
    case .el2, .el2And0: 2
    case .el3: 3
    }
  }

  /// "EL1&0".
  public var words: String {
    switch self {
    case .el1And0: "EL1&0"
    case .el2: "EL2"
    case .el2And0: "EL2&0"
    case .el3: "EL3"
    }
  }
}
