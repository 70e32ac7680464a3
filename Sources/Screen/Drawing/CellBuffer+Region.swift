extension CellBuffer {
  /// An area to draw in: coordinates count from its own corner, and nothing is drawn outside it.
  ///
  /// It is lent by ``CellBuffer/withRegion(_:_:)`` for the length of a closure. Any coordinate is
  /// allowed; what falls outside is clipped. The one thing that can change beyond an edge is a
  /// wide character lying across it: when one half is overwritten the other becomes a space.
  public struct Region: ~Copyable {
    var buffer: CellBuffer
    /// Where the area lies on the screen; parts may lie outside.
    let frame: Rect
    /// The cells that may be changed, on the screen.
    let clip: Rect

    init(buffer: consuming CellBuffer, frame: Rect, clip: Rect) {
      self.buffer = buffer
      self.frame = frame
      self.clip = frame.intersection(clip)
    }

    /// How many columns and rows the area has, visible or not.
    public var size: Size { frame.size }

    /// The whole area in its own coordinates.
    public var bounds: Rect { Rect(size: frame.size) }

    /// Which characters drawing may use.
    public var encoding: TextEncoding { buffer.encoding }

    /// The cell at `point`; a blank one outside.
    public subscript(point: Point) -> Cell {
      let place = screenPoint(point)
      return clip.contains(place) ? buffer[place.x, place.y] : .blank
    }

    /// Runs `body` with an area inside this one; `rect` is in this area's coordinates.
    @discardableResult
    public mutating func withRegion<Result, Failure: Error>(
      _ rect: Rect, _ body: (inout Region) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      var inner = Region(
        buffer: CellBuffer(size: .zero),
        frame: rect.offset(columns: frame.minX, rows: frame.minY), clip: clip)
      swap(&buffer, &inner.buffer)
      defer { swap(&buffer, &inner.buffer) }
      return try body(&inner)
    }

    /// Runs `body` with the area inside this one that leaves `columns` and `rows` at each side.
    @discardableResult
    public mutating func inset<Result, Failure: Error>(
      columns: Int = 1, rows: Int = 1, _ body: (inout Region) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      try withRegion(bounds.inset(columns: columns, rows: rows), body)
    }

    /// Puts one character at `point`; a wide one that doesn't fit whole becomes a space.
    public mutating func put(_ scalar: Unicode.Scalar, at point: Point, style: Style = .plain) {
      place(Glyph(SafeText.base(for: scalar, encoding: encoding)), at: point, style: style)
    }

    /// Changes the style of the cells in `rect` and leaves their characters.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
      forEachCell(in: rect) { region, x, y in
        change(&region.buffer.cells[y * region.buffer.size.columns + x].style)
      }
    }

    /// Fills `rect` with one narrow character; without arguments blanks the whole area.
    ///
    /// A wide character or a mark fills with spaces.
    public mutating func fill(
      _ rect: Rect? = nil, with scalar: Unicode.Scalar = " ", style: Style = .plain
    ) {
      var cell = Cell(SafeText.base(for: scalar, encoding: encoding), style: style)
      if cell.kind != .narrow { cell = Cell(" ", style: style) }
      forEachCell(in: rect ?? bounds) { region, x, y in region.buffer.put(cell, x: x, y: y) }
    }
  }
}

extension CellBuffer.Region {
  /// A place of this area as a place on the screen.
  func screenPoint(_ point: Point) -> Point {
    point.offset(columns: frame.minX, rows: frame.minY)
  }

  /// Visits the cells of `rect` (in this area's coordinates) that may be changed.
  mutating func forEachCell(
    in rect: Rect, _ body: (inout CellBuffer.Region, _ x: Int, _ y: Int) -> Void
  ) {
    let visible = rect.offset(columns: frame.minX, rows: frame.minY).intersection(clip)
    guard !visible.isEmpty else { return }
    for y in visible.minY..<visible.maxY {
      for x in visible.minX..<visible.maxX { body(&self, x, y) }
    }
  }

  /// Draws a glyph where it is visible; the visible half of a wide one at an edge is a space.
  mutating func place(_ glyph: Glyph, at point: Point, style: Style) {
    let first = screenPoint(point)
    if glyph.columns == 1 {
      if clip.contains(first) { buffer.put(Cell(glyph, style: style), x: first.x, y: first.y) }
      return
    }
    let second = first.offset(columns: 1)
    switch (clip.contains(first), clip.contains(second)) {
    case (true, true): buffer.put(Cell(glyph, style: style), x: first.x, y: first.y)
    case (true, false): buffer.put(Cell(" ", style: style), x: first.x, y: first.y)
    case (false, true): buffer.put(Cell(" ", style: style), x: second.x, y: second.y)
    case (false, false): break
    }
  }
}
