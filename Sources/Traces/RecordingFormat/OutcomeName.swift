import Machine

/// How a fault ended, as a word and what belongs to it.
struct OutcomeName {
  /// “mapped”, “relaxed”, “accessFlagSet”, “entryBusy”, “retried”, “emulated”, “failed”, “resumed”.
  var word: String
  /// How many bytes were mapped.
  var bytes: UInt64?
  /// What the handler failed with.
  var error: Int?

  /// The word for an outcome.
  init(_ outcome: FaultRecord.Outcome) {
    switch outcome {
    case .mapped(let bytes):
      word = "mapped"
      self.bytes = bytes
    case .relaxed: word = "relaxed"
    case .accessFlagSet: word = "accessFlagSet"
    case .entryBusy: word = "entryBusy"
    case .retried: word = "retried"
    case .emulated: word = "emulated"
    case .failed(let number):
      word = "failed"
      error = number
    case .resumed: word = "resumed"
    }
  }

  /// What was read.
  init(word: String, bytes: UInt64?, error: Int?) {
    self.word = word
    self.bytes = bytes
    self.error = error
  }

  /// The outcome it names; nil when it names none, or lacks what belongs to it.
  var outcome: FaultRecord.Outcome? {
    switch word {
    case "mapped": bytes.map { .mapped(bytes: $0) }
    case "relaxed": .relaxed
    case "accessFlagSet": .accessFlagSet
    case "entryBusy": .entryBusy
    case "retried": .retried
    case "emulated": .emulated
    case "failed": error.map { .failed($0) }
    case "resumed": .resumed
    default: nil
    }
  }
}
