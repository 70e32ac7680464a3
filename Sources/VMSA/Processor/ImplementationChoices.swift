/// What the architecture leaves to the processor, where a translation shows it.
///
/// The defaults are what the recorded machines do, and what QEMU 10 does.
public struct ImplementationChoices: Hashable, Sendable {
  /// Whether an AT write instruction makes leaves with DBM writable, as a store does.
  ///
  /// The pseudocode's answer is no (AArch64.S1Translate and S2Translate leave AT out), the recorded
  /// machines' yes. What PAR says is the same but where stage 2 keeps the table from being written.
  public var addressTranslationSetsDirtyState = true

  /// Makes the default choices.
  public init() {}
}
