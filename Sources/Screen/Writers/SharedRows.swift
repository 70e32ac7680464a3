/// The rows of many screens of one size, each stored once.
struct SharedRows {
  /// Every row that occurs, in the order in which it first does.
  private(set) var rows: [String] = []
  /// For each screen, as JSON, what differs from the screen before: `[y,row,y,row,…]`.
  private(set) var frames: [String] = []
  /// Where each row is stored.
  private var places: [String: Int] = [:]
  /// What the last screen shows; empty before the first.
  private var shown: [Int] = []

  /// Adds a screen; rows beyond those of the first screen are left out.
  mutating func add(_ screen: CellBuffer, _ html: inout HTMLRows) {
    if frames.isEmpty { shown = Array(repeating: -1, count: screen.size.rows) }
    var changes: [Int] = []
    for y in shown.indices {
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
