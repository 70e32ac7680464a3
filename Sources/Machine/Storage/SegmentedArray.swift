/// An array kept in segments of equal length, for millions of elements that only ever join at the
/// end.
///
/// Growing it moves nothing, so it never takes twice its memory for a moment, and a copy shares every
/// segment that neither side changes afterwards: a timeline still being read can be looked at.
@frozen
public struct SegmentedArray<Element: Sendable>: Sendable {
  // Inlinable throughout: unspecialized, every access from another module would look up metadata.
  @usableFromInline
  internal var segments: [[Element]] = []
  @usableFromInline
  internal var length = 0

  /// How many elements there are.
  @inlinable
  public var count: Int { length }

  /// Elements in a segment.
  @inlinable
  public static var segmentLength: Int { 1 << shift }
  @inlinable
  internal static var shift: Int { 12 }
  @inlinable
  internal static var mask: Int { segmentLength - 1 }

  /// An empty array.
  @inlinable
  public init() {}

  /// Adds an element at the end.
  @inlinable
  public mutating func append(_ element: Element) {
    if count & Self.mask == 0 {
      segments.append([])
      // The first segment grows as arrays do: most timelines are small.
      if count > 0 { segments[segments.count - 1].reserveCapacity(Self.segmentLength) }
    }
    segments[segments.count - 1].append(element)
    length += 1
  }
}

extension SegmentedArray: RandomAccessCollection, MutableCollection {
  /// 0.
  @inlinable
  public var startIndex: Int { 0 }
  /// How many elements there are.
  @inlinable
  public var endIndex: Int { count }

  /// An element by its place.
  public subscript(index: Int) -> Element {
    @inlinable get { segments[index >> Self.shift][index & Self.mask] }
    @inlinable _modify { yield &segments[index >> Self.shift][index & Self.mask] }
  }
}

extension SegmentedArray: Equatable where Element: Equatable {}
extension SegmentedArray: Hashable where Element: Hashable {}

extension SegmentedArray: ExpressibleByArrayLiteral {
  /// An array of the elements given.
  @inlinable
  public init(arrayLiteral elements: Element...) {
    for element in elements { append(element) }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies a condition that, once true, stays true; the end when
  /// none does.
  ///
  /// O(log count).
  @inlinable
  public func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
