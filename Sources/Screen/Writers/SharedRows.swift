/// The rows of many screens, each stored once.
struct SharedRows {
  /// Every row that occurs, in the order in which it first does.
  private(set) var rows: [String] = []
  /// For each screen, as JSON, what differs from the screen before: `[y,row,y,row,…]`.
  private(set) var frames: [String] = []

  /// Finds the rows of `screens`; all screens count as having as many rows as the highest.
  init(_ screens: [CellBuffer], _ html: inout HTMLRows) {
    let height = screens.map(\.size.rows).max() ?? 0
    var places: [String: Int] = [:]
    var shown = [Int](repeating: -1, count: height)
    for screen in screens {
      var changes: [Int] = []
      for y in 0..<height {
        let row = html.row(screen.row(y))
        let place = places[row] ?? rows.count
        if place == rows.count {
          places[row] = place
          rows.append(row)
        }
        if shown[y] != place { changes += [y, place] }
        shown[y] = place
      }
      frames.append("[" + changes.map(String.init).joined(separator: ",") + "]")
    }
  }
}
