/// An array kept in segments of equal length, for millions of elements that only ever join at the
/// end.
///
/// Growing it moves nothing, so it never takes twice its memory for a moment, and a copy shares every
/// segment that neither side changes afterwards: a timeline still being read can be looked at.
public struct SegmentedArray<Element: Sendable>: Sendable {
  private var segments: [[Element]] = []
  /// How many elements there are.
  public private(set) var count = 0

  /// Elements in a segment.
  public static var segmentLength: Int { 1 << shift }
  private static var shift: Int { 12 }
  private static var mask: Int { segmentLength - 1 }

  /// An empty array.
  public init() {}

  /// Adds an element at the end.
  public mutating func append(_ element: Element) {
    if count & Self.mask == 0 {
      segments.append([])
      // The first segment grows as arrays do: most timelines are small.
      if count > 0 { segments[segments.count - 1].reserveCapacity(Self.segmentLength) }
    }
    segments[segments.count - 1].append(element)
    count += 1
  }
}

extension SegmentedArray: RandomAccessCollection, MutableCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> Element {
    get { segments[index >> Self.shift][index & Self.mask] }
    _modify { yield &segments[index >> Self.shift][index & Self.mask] }
  }
}

extension SegmentedArray: Equatable where Element: Equatable {}
extension SegmentedArray: Hashable where Element: Hashable {}

extension SegmentedArray: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Element...) {
    for element in elements { append(element) }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies a condition that, once true, stays true; the end when
  /// none does.
  ///
  /// O(log count).
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
