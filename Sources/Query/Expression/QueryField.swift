/// What an expression can ask of an event.
///
/// An event may have none, one or several values of a field; a comparison holds when one of them
/// satisfies it.
public enum QueryField: String, CaseIterable, Hashable, Sendable {
  case event, time, cpu, thread, pid, vm, kind, text
  case ipa, va, hva, pa, size
  case outcome, duration
  case lock, mode, wait, hold
  case change, level, table, provenance, rule

  /// What the values of a field are, and so how they are written and compared.
  public enum Sort: Hashable, Sendable {
    /// Words: compared whole, with `*` and `?`, or by a part with `~`.
    case name
    /// Numbers without a unit.
    case number
    /// Bytes: addresses and sizes.
    case bytes
    /// Spans of time, with a unit.
    case duration
    /// Times of the recording's clock in seconds, or with + since its first event.
    case time
  }

  /// What its values are.
  public var sort: Sort {
    switch self {
    case .thread, .kind, .text, .outcome, .lock, .mode, .change, .provenance, .rule: .name
    case .event, .cpu, .pid, .vm, .level, .table: .number
    case .ipa, .va, .hva, .pa, .size: .bytes
    case .wait, .hold, .duration: .duration
    case .time: .time
    }
  }

  /// The field a word names: its own name, or `output` for ``pa``.
  public init?(named word: String) {
    if word == "output" { self = .pa } else { self.init(rawValue: word) }
  }

  /// The words a field's values are among; nil where they depend on the recording or are numbers.
  public var vocabulary: [String]? {
    switch self {
    case .outcome: QueryVocabulary.outcomes
    case .mode: QueryVocabulary.modes
    case .change: QueryVocabulary.changeWords
    case .provenance: QueryVocabulary.provenances
    case .rule: QueryVocabulary.rules
    default: nil
    }
  }
}
