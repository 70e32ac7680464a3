/// Divides a rectangle into rows or columns.
///
/// Fixed parts are served first, in order and as long as room lasts; then fractions, which count
/// of the whole; what is left is shared among the fills by weight, odd cells going to the first.
///
/// ```swift
/// let parts = Layout(.columns, [.fraction(1, of: 2), .fill()], overlap: 1).split(area)
/// ```
public struct Layout: Hashable, Sendable {
  /// The direction in which the parts follow each other.
  public enum Axis: Hashable, Sendable {
    /// Parts lie below each other and are as wide as the whole.
    case rows
    /// Parts lie beside each other and are as high as the whole.
    case columns
  }

  /// How much of the length one part takes.
  public enum Extent: Hashable, Sendable {
    /// So many rows or columns; negative numbers count as 0.
    case fixed(Int)
    /// `numerator / denominator` of the whole, rounded down; a denominator below 1 gives 0.
    case fraction(Int, of: Int)
    /// A share of what is left over, in proportion to `weight`; weights below 1 count as 1.
    case fill(weight: Int = 1)
  }

  /// The direction of division.
  public var axis: Axis
  /// The parts, from the left or from the top.
  public var extents: [Extent]
  /// How many cells neighbours have in common: 1 when they share a border, else 0.
  public var overlap: Int

  /// A division of an area along `axis` into `extents`.
  public init(_ axis: Axis, _ extents: [Extent], overlap: Int = 0) {
    self.axis = axis
    self.extents = extents
    self.overlap = max(0, min(1, overlap))
  }

  /// The parts of `area`, one for each extent, in order; some are empty if there isn't room.
  public func split(_ area: Rect) -> [Rect] {
    let whole = axis == .rows ? area.rows : area.columns
    let room = whole == 0 ? 0 : whole + overlap * max(0, extents.count - 1)
    var position = 0
    return lengths(room: room, whole: whole).map { length in
      // Near the end of a small area a part can be left with less than was reserved for it.
      let length = min(length, whole - position)
      defer { position += max(0, length - overlap) }
      switch axis {
      case .rows:
        return Rect(
          x: area.minX, y: area.minY + position, columns: area.columns, rows: length)
      case .columns:
        return Rect(x: area.minX + position, y: area.minY, columns: length, rows: area.rows)
      }
    }
  }

  private func lengths(room: Int, whole: Int) -> [Int] {
    var lengths = [Int](repeating: 0, count: extents.count)
    var left = room
    for (index, extent) in extents.enumerated() {
      guard case .fixed(let length) = extent else { continue }
      lengths[index] = max(0, min(length, left))
      left -= lengths[index]
    }
    for (index, extent) in extents.enumerated() {
      guard case .fraction(let numerator, let denominator) = extent, denominator > 0 else {
        continue
      }
      let wanted = Layout.small(numerator) * whole / Layout.small(denominator)
      lengths[index] = max(0, min(wanted, left))
      left -= lengths[index]
    }
    shareAmongFills(left, &lengths)
    return lengths
  }

  private func shareAmongFills(_ room: Int, _ lengths: inout [Int]) {
    let weights = extents.map { extent in
      if case .fill(let weight) = extent { max(1, Layout.small(weight)) } else { 0 }
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    var odd = room
    for index in weights.indices {
      lengths[index] += room * weights[index] / total
      odd -= room * weights[index] / total
    }
    for index in weights.indices where weights[index] > 0 && odd > 0 {
      lengths[index] += 1
      odd -= 1
    }
  }

  /// A number small enough that a product with a length can't overflow.
  private static func small(_ value: Int) -> Int { max(0, min(1 << 24, value)) }
}

extension Rect {
  /// This rectangle divided from top to bottom; see ``Layout``.
  public func rows(_ extents: Layout.Extent..., overlap: Int = 0) -> [Rect] {
    Layout(.rows, extents, overlap: overlap).split(self)
  }

  /// This rectangle divided from left to right; see ``Layout``.
  public func columns(_ extents: Layout.Extent..., overlap: Int = 0) -> [Rect] {
    Layout(.columns, extents, overlap: overlap).split(self)
  }
}
