/// A screen as a page: one self-contained HTML file, always light on paper.
///
/// Text stays text: it can be searched and copied. Nothing in it runs or is fetched.
public struct HTMLWriter: Sendable {
  /// The page's title and heading.
  public var title: String
  /// Which ground the colours were chosen for.
  public var ground: PictureGround

  /// A writer of pages with a title, which may hold any characters.
  public init(title: String, ground: PictureGround = .dark) {
    self.title = title
    self.ground = ground
  }

  /// The page with `buffer` on it.
  public func string(from buffer: CellBuffer) -> String {
    var rows = HTMLRows()
    let lines = (0..<buffer.size.rows).map { rows.row(buffer.row($0)) }
    let page = HTMLPage(
      title: title, columns: buffer.size.columns, rows: rows, ground: ground)
    return page.string(body: [
      "<h1>\(Markup.escaped(title))</h1>",
      "<pre>\(HTMLPage.lines(lines))</pre>",
    ])
  }
}
