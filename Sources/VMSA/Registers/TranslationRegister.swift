/// The registers that say where and how a walk starts, by architectural name.
public enum TranslationRegister: String, CaseIterable, Hashable, Sendable {
  /// Stage 1 control.
  case tcr = "TCR_EL1"
  /// Stage 1 root of the lower half.
  case ttbr0 = "TTBR0_EL1"
  /// Stage 1 root of the upper half.
  case ttbr1 = "TTBR1_EL1"
  /// Stage 2 control.
  case vtcr = "VTCR_EL2"
  /// Stage 2 root.
  case vttbr = "VTTBR_EL2"
}
