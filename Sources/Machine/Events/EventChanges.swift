/// The changes an event makes, in order; read as they are asked for.
public struct EventChanges: Sequence {
  private let bytes: ChangeBytes
  private let range: Range<Int>

  init(_ bytes: ChangeBytes, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Whether the event changes nothing.
  public var isEmpty: Bool { range.isEmpty }

  /// The change at a place among them; nil when there are fewer.
  public func change(at place: Int) -> Change? { dropFirst(place).first { _ in true } }

  /// The first change.
  public var first: Change? { first { _ in true } }

  /// Goes through the changes from the first on.
  public func makeIterator() -> Iterator {
    Iterator(bytes: bytes, place: range.lowerBound, end: range.upperBound)
  }

  /// A place among the changes.
  public struct Iterator: IteratorProtocol {
    fileprivate let bytes: ChangeBytes
    fileprivate var place: Int
    fileprivate let end: Int

    fileprivate init(bytes: ChangeBytes, place: Int, end: Int) {
      self.bytes = bytes
      self.place = place
      self.end = end
    }

    /// The next change; nil at the end.
    public mutating func next() -> Change? {
      place < end ? bytes.change(at: &place) : nil
    }
  }
}
