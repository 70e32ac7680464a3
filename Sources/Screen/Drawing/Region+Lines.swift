extension CellBuffer.Region {
  /// Draws a horizontal line of `length` cells to the right of `point`, joining lines it meets.
  ///
  /// An end that lies on another line joins it (├ or ┤); a free end is a plain line.
  public mutating func horizontalLine(
    at point: Point, length: Int, style: Style = .plain, borders: Borders? = nil
  ) {
    line(from: point, length: length, step: (1, 0), enters: .left, leaves: .right, style, borders)
  }

  /// Draws a vertical line of `length` cells down from `point`, joining lines it meets.
  ///
  /// An end that lies on another line joins it (┬ or ┴); a free end is a plain line.
  public mutating func verticalLine(
    at point: Point, length: Int, style: Style = .plain, borders: Borders? = nil
  ) {
    line(from: point, length: length, step: (0, 1), enters: .up, leaves: .down, style, borders)
  }

  /// Draws a frame along the inner edge of `rect`, joining lines it meets; by default the whole
  /// area's.
  ///
  /// The title stands in the upper line, the footer in the lower one, both cut off with `…` if
  /// there isn't room. What is inside is left alone. Fewer than two columns or rows draw nothing.
  public mutating func box(
    _ rect: Rect? = nil, title: String? = nil, footer: String? = nil, style: Style = .plain,
    titleStyle: Style? = nil, borders: Borders? = nil
  ) {
    var frame = FrameGrid()
    frame.add(
      rect ?? bounds, title: title, footer: footer, style: style, titleStyle: titleStyle)
    frame.draw(into: &self, borders: borders)
  }

  /// Adds `arms` to the cell at `point`; a cell of text becomes a cell of the line.
  mutating func join(_ arms: LineArms, at point: Point, style: Style, borders: Borders) {
    let place = screenPoint(point)
    guard clip.contains(place) else { return }
    let joined = buffer[place.x, place.y].arms.union(arms)
    buffer.put(Cell(line: joined, borders: borders, style: style), x: place.x, y: place.y)
  }

  /// The borders asked for, or those that fit the characters the buffer may use.
  func resolved(_ borders: Borders?) -> Borders {
    encoding == .ascii ? .ascii : borders ?? .unicode
  }

  private mutating func line(
    from start: Point, length: Int, step: (x: Int, y: Int), enters: LineArms, leaves: LineArms,
    _ style: Style, _ borders: Borders?
  ) {
    // A line longer than any screen is drawn only where it can be seen.
    let length = min(length, Int(Int32.max))
    let borders = resolved(borders)
    let place = screenPoint(start)
    let skipped = max(0, step.x == 1 ? clip.minX - place.x : clip.minY - place.y)
    let visible = step.x == 1 ? clip.maxX - place.x : clip.maxY - place.y
    guard length > 0, skipped < min(length, visible) else { return }
    for index in skipped..<min(length, visible) {
      let point = start.offset(columns: index * step.x, rows: index * step.y)
      var arms = enters.union(leaves)
      if length > 1, !self[point].arms.isEmpty {
        if index == 0 { arms = leaves }
        if index == length - 1 { arms = enters }
      }
      join(arms, at: point, style: style, borders: borders)
    }
  }
}
