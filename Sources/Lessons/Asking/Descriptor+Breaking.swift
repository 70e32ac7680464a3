import VMSA

extension Descriptor {
  /// Whether a live entry must be made invalid, and its translations forgotten, before it becomes
  /// `new`, by the rule that the table builder follows.
  ///
  /// Source: Arm ARM, "Using break-before-make when updating translation table entries".
  func needsBreak(toBecome new: Descriptor) -> Bool {
    guard isValid, new.isValid else { return false }
    guard kind == new.kind else { return true }
    if kind == .table { return nextTableAddress != new.nextTableAddress }
    return outputAddress != new.outputAddress || (raw ^ new.raw) & format.bitsThatNeedBreak != 0
  }
}
