/// Why a translation has no answer: what a syndrome register would say, and what stopped it.
///
/// Source: Arm ARM, "MMU faults in AArch64 state"; pseudocode FaultRecord.
public struct TranslationFault: Hashable, Sendable {
  /// The kind and level, as DFSC, IFSC and PAR's FST report them.
  public let status: FaultStatus
  /// The stage that faulted.
  public let stage: Stage
  /// Whether stage 2 faulted on the address of a stage 1 table (S1PTW).
  public let isStage1TableWalk: Bool
  /// The address stage 2 was asked for; nil at stage 1.
  public let intermediateAddress: IntermediateAddress?
  /// What stopped it.
  public let reason: FaultReason

  /// Makes a stage 1 fault.
  @inlinable
  init(_ status: FaultStatus, _ reason: FaultReason) {
    self.status = status
    self.stage = .one
    self.isStage1TableWalk = false
    self.intermediateAddress = nil
    self.reason = reason
  }

  /// Makes a stage 2 fault.
  @inlinable
  init(
    _ status: FaultStatus, _ reason: FaultReason, at address: IntermediateAddress,
    isStage1TableWalk: Bool
  ) {
    self.status = status
    self.stage = .two
    self.isStage1TableWalk = isStage1TableWalk
    self.intermediateAddress = address
    self.reason = reason
  }

  /// "stage 2 permission fault, level 3: not writable".
  public var words: String {
    let place = isStage1TableWalk ? " on a stage 1 table" : ""
    return "\(stage.words) \(status.words)\(place): \(reason.words)"
  }
}

/// How a translation ends that finds no output address.
public enum TranslationStop: Error, Hashable, Sendable {
  /// In a fault.
  case fault(TranslationFault)
  /// At an entry, `at` this address, the memory knows nothing of.
  ///
  /// On a processor that is an external abort on the walk, or whatever lies there.
  case unknownEntry(PhysicalAddress, stage: Stage, level: Level)
}

extension TranslationStop {
  /// The end in a stage 1 fault; out of line, for it would swell every walk.
  @usableFromInline @inline(never)
  static func stage1(_ status: FaultStatus, _ reason: FaultReason) -> TranslationStop {
    .fault(TranslationFault(status, reason))
  }
}
