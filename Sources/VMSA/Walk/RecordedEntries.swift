/// A memory of single words, as a recording or a log tells them.
public struct RecordedEntries: PhysicalMemory, Hashable, Sendable,
  ExpressibleByDictionaryLiteral
{
  /// The known words by physical address.
  public var words: [UInt64: UInt64]

  /// Makes a memory that knows `words`.
  public init(_ words: [UInt64: UInt64] = [:]) { self.words = words }

  /// Makes a memory of the pairs of a literal; of two words for one address the last counts.
  public init(dictionaryLiteral elements: (UInt64, UInt64)...) {
    words = Dictionary(elements) { _, last in last }
  }

  /// The word at `address`; nil when it was never told.
  public func descriptor(at address: PhysicalAddress) -> UInt64? { words[address.raw] }
}
