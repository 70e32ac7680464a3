/// One of the two stages of address translation.
///
/// Stage 1 belongs to the program or guest that runs, stage 2 to the hypervisor below it.
///
/// Source: Arm ARM, "Translation stages".
public enum Stage: UInt8, CaseIterable, Hashable, Sendable {
  /// Virtual address to intermediate (or, alone, physical) address.
  case one = 1
  /// Intermediate address to physical address.
  case two = 2

  /// "stage 1" or "stage 2".
  public var words: String { "stage \(rawValue)" }
}
