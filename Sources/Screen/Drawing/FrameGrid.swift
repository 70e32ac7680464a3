/// Frames that share borders: all lines first, so that they join, then all titles over them.
///
/// Two frames share a border when their rectangles overlap by one column or row; see
/// ``Layout/overlap``. Where frames of different style meet, the one added last wins.
public struct FrameGrid: Hashable, Sendable {
  private struct Frame: Hashable, Sendable {
    var rect: Rect
    var title: String?
    var footer: String?
    var style: Style
    var titleStyle: Style
  }

  private var frames: [Frame] = []

  /// No frames.
  public init() {}

  /// Adds a frame along the inner edge of `rect`.
  ///
  /// The title stands in the upper line, the footer in the lower one. `titleStyle` is by default
  /// the style of the line.
  public mutating func add(
    _ rect: Rect, title: String? = nil, footer: String? = nil, style: Style = .plain,
    titleStyle: Style? = nil
  ) {
    frames.append(
      Frame(
        rect: rect, title: title, footer: footer, style: style, titleStyle: titleStyle ?? style))
  }

  /// Draws the frames; without `borders` those that fit the characters the buffer may use.
  public func draw(into region: inout CellBuffer.Region, borders: Borders? = nil) {
    let borders = region.resolved(borders)
    for frame in frames where FrameGrid.isDrawn(frame.rect) {
      drawLines(of: frame, into: &region, borders: borders)
    }
    for frame in frames where FrameGrid.isDrawn(frame.rect) {
      let line = Rect(
        x: frame.rect.minX + 1, y: frame.rect.minY, columns: frame.rect.columns - 2, rows: 1)
      FrameGrid.write(frame.title, in: line, style: frame.titleStyle, into: &region)
      FrameGrid.write(
        frame.footer, in: line.offset(rows: frame.rect.rows - 1), style: frame.titleStyle,
        into: &region)
    }
  }

  private static func isDrawn(_ rect: Rect) -> Bool { rect.columns >= 2 && rect.rows >= 2 }

  private static func write(
    _ text: String?, in line: Rect, style: Style, into region: inout CellBuffer.Region
  ) {
    // A title needs its two spaces and at least one character.
    guard let text, !text.isEmpty, line.columns >= 3 else { return }
    let fitted = SafeText.fitted(text, columns: line.columns - 2, encoding: region.encoding)
    region.write(" \(fitted) ", in: line, style: style)
  }

  private func drawLines(
    of frame: Frame, into region: inout CellBuffer.Region, borders: Borders
  ) {
    let rect = frame.rect
    let (right, bottom) = (rect.maxX - 1, rect.maxY - 1)
    func join(_ arms: LineArms, _ x: Int, _ y: Int, _ region: inout CellBuffer.Region) {
      region.join(arms, at: Point(x, y), style: frame.style, borders: borders)
    }
    for x in rect.minX + 1..<right {
      join(.horizontal, x, rect.minY, &region)
      join(.horizontal, x, bottom, &region)
    }
    for y in rect.minY + 1..<bottom {
      join(.vertical, rect.minX, y, &region)
      join(.vertical, right, y, &region)
    }
    join([.down, .right], rect.minX, rect.minY, &region)
    join([.down, .left], right, rect.minY, &region)
    join([.up, .right], rect.minX, bottom, &region)
    join([.up, .left], right, bottom, &region)
  }
}
