/// How a fact is known.
///
/// Every change to a machine carries one, and the screen always shows it.
public enum Provenance: Hashable, Sendable {
  /// A line of a recording, or a word of a memory image, says so.
  case observed
  /// It follows from what was observed, by the rule named.
  case inferred(InferenceRule)
  /// Our own model of the kernel did it.
  case simulated

  /// One word for a column of the screen: “observed”, “inferred” or “simulated”.
  public var word: String {
    switch self {
    case .observed: "observed"
    case .inferred: "inferred"
    case .simulated: "simulated"
    }
  }
}

extension Provenance {
  /// The provenance packed into 16 bits, as the columns of an event log hold it.
  var code: UInt16 {
    switch self {
    case .observed: 0
    case .simulated: 1
    case .inferred(let rule): 2 + UInt16(rule.rawValue)
    }
  }

  /// Reads a packed provenance back; a code no rule has reads as observed.
  init(code: UInt16) {
    switch code {
    case 1: self = .simulated
    case 2...:
      self =
        InferenceRule(rawValue: UInt8(truncatingIfNeeded: code &- 2)).map(Self.inferred)
        ?? .observed
    default: self = .observed
    }
  }
}
