import Machine

/// The words that expressions and reports have for what the model tells apart.
public enum QueryVocabulary {
  /// How faults end, by ``index(of:)``.
  static let outcomes = [
    "mapped", "relaxed", "accessed", "busy", "retried", "emulated", "failed", "resumed",
  ]
  /// For what locks are held or wanted, by ``index(of:)``.
  static let modes = ["read", "write"]
  /// How changes are known.
  static let provenances = ["observed", "inferred", "simulated"]
  /// The names of the rules, by their raw values.
  static let rules = InferenceRule.allCases.map { "\($0)" }
  /// The words for what is changed, one for each kind of change and some for several.
  static let changeWords =
    Change.Kind.allCases.map { changes(of: $0)[0] } + ["entry", "lock"]

  /// The words for a kind of change, its own first.
  static func changes(of kind: Change.Kind) -> [String] {
    switch kind {
    case .descriptor: ["descriptor", "entry"]
    case .descriptorLearned: ["learned", "entry"]
    case .tableAttached: ["table"]
    case .rootLive: ["root"]
    case .lockHold: ["hold", "lock"]
    case .lockWait: ["wait", "lock"]
    case .threadFault: ["fault"]
    case .threadCall: ["call"]
    case .threadGuest: ["guest"]
    case .invalidationOpen: ["invalidation"]
    case .counter: ["counter"]
    case .memslot: ["memslot"]
    }
  }

  /// The place of an outcome among ``outcomes``.
  static func index(of outcome: FaultRecord.Outcome) -> Int {
    switch outcome {
    case .mapped: 0
    case .relaxed: 1
    case .accessFlagSet: 2
    case .entryBusy: 3
    case .retried: 4
    case .emulated: 5
    case .failed: 6
    case .resumed: 7
    }
  }

  /// The place of a mode among ``modes``.
  static func index(of mode: LockClaim.Mode) -> Int { mode == .read ? 0 : 1 }

  /// The word for how a fault ended: “mapped”, “busy”.
  public static func word(for outcome: FaultRecord.Outcome) -> String {
    outcomes[index(of: outcome)]
  }
}
