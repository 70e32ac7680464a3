/// A rectangle of cells: a corner and a size. The right and lower edges are exclusive.
public struct Rect: Hashable, Sendable {
  /// The upper left cell.
  public var origin: Point
  /// How many columns and rows it spans.
  public var size: Size

  /// The rectangle of `size` whose upper left cell is `origin`.
  public init(origin: Point = .zero, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The rectangle at column `x` and row `y`; negative extents count as 0.
  public init(x: Int, y: Int, columns: Int, rows: Int) {
    self.init(origin: Point(x, y), size: Size(columns, rows))
  }

  /// The first column.
  public var minX: Int { origin.x }
  /// The first row.
  public var minY: Int { origin.y }
  /// The column after the last one.
  public var maxX: Int { origin.x + size.columns }
  /// The row after the last one.
  public var maxY: Int { origin.y + size.rows }
  /// The width in columns.
  public var columns: Int { size.columns }
  /// The height in rows.
  public var rows: Int { size.rows }
  /// Whether it holds no cell.
  public var isEmpty: Bool { size.isEmpty }

  /// Whether the cell at `point` lies inside.
  public func contains(_ point: Point) -> Bool {
    point.x >= minX && point.x < maxX && point.y >= minY && point.y < maxY
  }

  /// The cells in both rectangles; an empty rectangle when there are none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    return Rect(
      x: left, y: top,
      columns: min(maxX, other.maxX) - left, rows: min(maxY, other.maxY) - top)
  }

  /// This rectangle made smaller on all four sides; never less than empty, never moved outside.
  ///
  /// Negative amounts make it larger.
  public func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    let columns = min(Int(Int32(clamping: columns)), (size.columns + 1) / 2)
    let rows = min(Int(Int32(clamping: rows)), (size.rows + 1) / 2)
    return Rect(
      x: minX + columns, y: minY + rows,
      columns: size.columns - 2 * columns, rows: size.rows - 2 * rows)
  }

  /// This rectangle moved by `columns` to the right and `rows` down.
  public func offset(columns: Int = 0, rows: Int = 0) -> Rect {
    Rect(origin: origin.offset(columns: columns, rows: rows), size: size)
  }

  /// One row of it as a rectangle, `index` counted from its top; empty when there is no such row.
  public func row(_ index: Int) -> Rect {
    let isInside = index >= 0 && index < size.rows
    return Rect(
      origin: origin.offset(rows: isInside ? index : 0),
      size: Size(size.columns, isInside ? 1 : 0))
  }
}
