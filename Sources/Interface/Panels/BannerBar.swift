import KVM
import Screen

/// What must not be overlooked, below the header: the rule that is violated at this instant.
struct BannerBar: Panel {
  /// The sentence, broken into lines.
  let lines: [Line]

  /// The banner of a state; nil where nothing is to be said.
  init?(_ state: AppState) {
    guard let violation = state.violationNow else { return nil }
    var parts = ["✗ \(violation.rule.rawValue) violated", violation.reason]
    if !violation.thread.isEmpty { parts.append("by \(violation.thread) at \(violation.step)") }
    lines = Prose.lines(
      parts.joined(separator: " · "), width: max(1, state.size.columns - 2), ink: .bad)
  }

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    for (row, line) in lines.enumerated() {
      area.withRegion(area.bounds.row(row)) { row in
        row.withRegion(Rect(x: 1, y: 0, columns: row.size.columns - 2, rows: 1)) {
          $0.draw(line, row: 0, theme: theme)
        }
        let attributes = theme[.selected].attributes
        row.restyle(row.bounds) { $0.attributes.formUnion(attributes) }
      }
    }
  }
}
