import Screen

/// What a terminal like xterm would show after the bytes it was fed.
///
/// It understands what ncurses writes for `TERM=xterm-256color`, and the modes a program must
/// leave as it found them.
public struct VirtualScreen: Sendable {
  /// One column of one row.
  public struct Cell: Hashable, Sendable {
    /// A character with its marks; empty in the right half of a wide one.
    public var text = " "
    /// Its colours and attributes.
    public var style = Style.plain
  }

  /// How many columns and rows it shows.
  public private(set) var size: Size
  /// Where the next character goes.
  public internal(set) var cursor = Point.zero
  /// Whether the cursor is shown.
  public internal(set) var isCursorVisible = true
  /// Whether the second screen, that of full-screen programs, is shown.
  public internal(set) var isAlternate = false
  /// The private modes that are on, such as 1006 for mouse reports and 2004 for bracketed paste.
  public internal(set) var modes: Set<Int> = []

  var grid: [[Cell]]
  var savedGrid: [[Cell]] = []
  var savedCursor = Point.zero
  var style = Style.plain
  /// The rows that scroll.
  var scrolls: ClosedRange<Int>
  /// The last column is full: the next character goes to the next row.
  var wrapsNext = false
  var lastText = " "
  var parser = SequenceParser()

  /// A blank screen.
  public init(size: Size) {
    self.size = Size(max(1, size.columns), max(1, size.rows))
    grid = VirtualScreen.blank(self.size)
    scrolls = 0...self.size.rows - 1
  }

  /// What it shows: one line a row, spaces at the ends left out.
  public var text: String {
    grid.map { row in
      var line = Substring(row.map(\.text).joined())
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// The cell at `point`; a blank one outside.
  public subscript(point: Point) -> Cell {
    guard grid.indices.contains(point.y), grid[point.y].indices.contains(point.x) else {
      return Cell()
    }
    return grid[point.y][point.x]
  }

  /// Takes a new size; what no longer fits is lost.
  public mutating func resize(to newSize: Size) {
    size = Size(max(1, newSize.columns), max(1, newSize.rows))
    grid = fitted(grid)
    if isAlternate { savedGrid = fitted(savedGrid) }
    scrolls = 0...size.rows - 1
    move(to: cursor)
  }

  /// Shows `bytes`.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let action = parser.consume(byte) else { continue }
      switch action {
      case .print(let scalar): show(scalar)
      case .control(let code): obey(control: code)
      case .escape(let final): obey(escape: final)
      case .sequence(let sequence): obey(sequence)
      }
    }
  }

  static func blank(_ size: Size) -> [[Cell]] {
    Array(repeating: Array(repeating: Cell(), count: size.columns), count: size.rows)
  }

  private func fitted(_ grid: [[Cell]]) -> [[Cell]] {
    var fitted = VirtualScreen.blank(size)
    for (y, row) in grid.prefix(size.rows).enumerated() {
      for (x, cell) in row.prefix(size.columns).enumerated() { fitted[y][x] = cell }
    }
    return fitted
  }

  mutating func move(to point: Point) {
    cursor = Point(
      max(0, min(size.columns - 1, point.x)), max(0, min(size.rows - 1, point.y)))
    wrapsNext = false
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    let columns = CharacterWidth.columns(of: scalar)
    if columns == 0 {
      let x = wrapsNext ? cursor.x : max(0, cursor.x - 1)
      let base = grid[cursor.y][x].text.isEmpty ? max(0, x - 1) : x
      grid[cursor.y][base].text.unicodeScalars.append(scalar)
      return
    }
    lastText = String(scalar)
    put(lastText, columns: columns)
  }

  mutating func put(_ text: String, columns: Int) {
    if wrapsNext || cursor.x + columns > size.columns {
      move(to: Point(0, cursor.y))
      lineFeed()
    }
    // On a screen one column wide a wide character has no place.
    guard cursor.x + columns <= size.columns else { return }
    grid[cursor.y][cursor.x] = Cell(text: text, style: style)
    if columns == 2 { grid[cursor.y][cursor.x + 1] = Cell(text: "", style: style) }
    if cursor.x + columns == size.columns {
      cursor.x = size.columns - 1
      wrapsNext = true
    } else {
      cursor.x += columns
    }
  }

  mutating func lineFeed() {
    if cursor.y == scrolls.upperBound {
      scrollUp(scrolls, by: 1)
    } else {
      move(to: cursor.offset(rows: 1))
    }
  }

  mutating func reverseLineFeed() {
    if cursor.y == scrolls.lowerBound {
      scrollDown(scrolls, by: 1)
    } else {
      move(to: cursor.offset(rows: -1))
    }
  }

  mutating func scrollUp(_ rows: ClosedRange<Int>, by count: Int) {
    for _ in 0..<min(count, rows.count) {
      grid.remove(at: rows.lowerBound)
      grid.insert(blankRow, at: rows.upperBound)
    }
  }

  mutating func scrollDown(_ rows: ClosedRange<Int>, by count: Int) {
    for _ in 0..<min(count, rows.count) {
      grid.remove(at: rows.upperBound)
      grid.insert(blankRow, at: rows.lowerBound)
    }
  }

  /// A row as erasing leaves it: blank, in the background selected now.
  private var blankRow: [Cell] { Array(repeating: erased, count: size.columns) }

  var erased: Cell { Cell(style: Style(on: style.background)) }
}
