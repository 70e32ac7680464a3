/// What values a variable of a model takes, and how they are said.
public enum ValueType: Hashable, Sendable {
  /// 0 or 1.
  case flag
  /// A ``TableEntry``.
  case entry
  /// A number in a range.
  case range(ClosedRange<Int32>)
  /// A member of a set by its number, or −1 for none.
  case member(set: String, count: Int)
  /// One of several named choices, by its place.
  case choice([String])

  /// The least and greatest word; nil for entries.
  public var bounds: ClosedRange<Int32>? {
    switch self {
    case .flag: 0...1
    case .entry: nil
    case .range(let range): range
    case .member(_, let count): -1...Int32(count - 1)
    case .choice(let names): 0...Int32(names.count - 1)
    }
  }

  /// Whether a word is one of its values.
  public func contains(_ word: Int32) -> Bool { bounds?.contains(word) ?? true }
}
