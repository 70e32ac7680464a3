/// Whether a live entry is made invalid, and its translations forgotten, before it is changed.
///
/// Source: Arm ARM, "Using break-before-make when updating translation table entries".
public enum BreakBeforeMake: Hashable, Sendable {
  /// Where the architecture asks for it: a change of size, of the output address, of the memory
  /// type or shareability, of the contiguous bit or of nG.
  case whereRequired
  /// Never: for processors of FEAT_BBM level 2, and to show what goes wrong on others.
  case never
  /// Before every change.
  case always
}
