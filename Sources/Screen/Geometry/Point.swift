/// A place on the screen: columns count from the left, rows from the top, both from 0.
///
/// A point may lie anywhere, also outside the screen; what is drawn there is clipped. Coordinates
/// are kept in 32 bits and clamped on the way in, so that arithmetic on them can't overflow.
public struct Point: Hashable, Sendable {
  private var column: Int32
  private var row: Int32

  /// The column; values outside 32 bits are clamped.
  public var x: Int {
    get { Int(column) }
    set { column = Int32(clamping: newValue) }
  }

  /// The row; values outside 32 bits are clamped.
  public var y: Int {
    get { Int(row) }
    set { row = Int32(clamping: newValue) }
  }

  /// The point at column `x` of row `y`.
  public init(_ x: Int, _ y: Int) {
    column = Int32(clamping: x)
    row = Int32(clamping: y)
  }

  /// The upper left corner.
  public static let zero = Point(0, 0)

  /// This point moved by `columns` to the right and `rows` down; both may be negative.
  public func offset(columns: Int = 0, rows: Int = 0) -> Point {
    Point(
      x + Int(Int32(clamping: columns)),
      y + Int(Int32(clamping: rows)))
  }
}

extension Point: CustomStringConvertible {
  /// For example `(12, 3)`.
  public var description: String { "(\(x), \(y))" }
}
