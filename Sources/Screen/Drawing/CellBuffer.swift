/// A screen as a value: rows of cells. Panels draw into it; writers and terminals show it.
///
/// Drawing goes through a ``Region``, which clips. Reading never traps: outside is blank. A wide
/// character is always whole: overwriting one half blanks the other.
///
/// ```swift
/// var buffer = CellBuffer(size: Size(80, 24))
/// buffer.withRegion { region in region.write("hello", at: Point(2, 1)) }
/// ```
public struct CellBuffer: Hashable, Sendable {
  /// How many columns and rows there are.
  public let size: Size
  /// Which characters drawing may use; in `.ascii` text and borders are folded to ASCII.
  public let encoding: TextEncoding
  /// Row after row.
  var cells: [Cell]

  /// A blank screen.
  public init(size: Size, encoding: TextEncoding = .unicode) {
    self.size = size.isEmpty ? .zero : size
    self.encoding = encoding
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// The whole screen as a rectangle.
  public var bounds: Rect { Rect(size: size) }

  /// The cell at column `x` of row `y`; a blank one outside.
  public subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, x < size.columns, y >= 0, y < size.rows else { return .blank }
    return cells[y * size.columns + x]
  }

  /// The cells of row `y`, from the left; none outside.
  public func row(_ y: Int) -> ArraySlice<Cell> {
    guard y >= 0, y < size.rows else { return [] }
    return cells[y * size.columns..<(y + 1) * size.columns]
  }

  /// Runs `body` with a drawing area over the whole screen.
  @discardableResult
  public mutating func withRegion<Result, Failure: Error>(
    _ body: (inout Region) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withRegion(bounds, body)
  }

  /// Runs `body` with a drawing area over `rect`; parts of it outside the screen are clipped.
  @discardableResult
  public mutating func withRegion<Result, Failure: Error>(
    _ rect: Rect, _ body: (inout Region) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The cells move into the region and back; nothing is copied.
    var region = Region(buffer: CellBuffer(size: .zero), frame: rect, clip: bounds)
    swap(&self, &region.buffer)
    defer { swap(&self, &region.buffer) }
    return try body(&region)
  }

  /// Puts a cell at a place that must be inside, and its right half beside it if it is wide.
  mutating func put(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.columns + x
    separate(x: x, at: index)
    cells[index] = cell
    guard cell.kind == .wide else { return }
    guard x + 1 < size.columns else {
      cells[index] = Cell(" ", style: cell.style)
      return
    }
    separate(x: x + 1, at: index + 1)
    cells[index + 1] = .continuation(style: cell.style)
  }

  /// Blanks the other half of a wide character that is about to lose this one.
  private mutating func separate(x: Int, at index: Int) {
    switch cells[index].kind {
    case .narrow: break
    case .wide:
      if x + 1 < size.columns { cells[index + 1] = Cell(" ", style: cells[index + 1].style) }
    case .continuation:
      if x > 0 { cells[index - 1] = Cell(" ", style: cells[index - 1].style) }
    }
  }
}
