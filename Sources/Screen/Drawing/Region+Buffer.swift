extension CellBuffer.Region {
  /// Draws a whole screen into this area, its upper left corner at `point`; what lies outside is clipped.
  ///
  /// A wide character that is cut at an edge becomes a space.
  public mutating func draw(_ other: CellBuffer, at point: Point = Point(0, 0)) {
    let area = Rect(
      x: point.x, y: point.y, columns: other.size.columns, rows: other.size.rows)
    let origin = screenPoint(point)
    forEachCell(in: area) { region, x, y in
      let cell = other[x - origin.x, y - origin.y]
      let isCutRight = cell.kind == .wide && x + 1 >= region.clip.maxX
      let isCutLeft = cell.kind == .continuation && x == region.clip.minX
      if isCutRight || isCutLeft {
        region.buffer.put(Cell(" ", style: cell.style), x: x, y: y)
      } else if cell.kind != .continuation {
        region.buffer.put(cell, x: x, y: y)
      }
    }
  }
}
