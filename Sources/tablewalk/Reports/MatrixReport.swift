import Interleavings
import KVM

/// The table of verdicts beside what was found: what `explore --matrix` prints.
struct MatrixReport: Encodable {
  let version = 1
  var rows: [Row]

  struct Row: Encodable {
    let name: String
    let title: String
    let cells: [Cell]
  }

  struct Cell: Encodable {
    /// The edition that stands for the column.
    let column: String
    /// What the table says, part by part.
    let table: String
    let found: String
    let agreesWithTable: Bool
    let agrees: Bool
    let searches: [ExpectationReport]

    init(column: Edition, entries: [VerdictTable.Entry], _ reports: [ExpectationReport]) {
      self.column = column.name
      searches = reports
      let parts = Set(entries.map(\.expectation.part)).sorted()
      let said = parts.map { part in
        // What a column's later edition is for says more than “n/a” for the earlier one.
        let own = entries.filter { $0.expectation.part == part }
        let applicable = own.filter { !$0.expected.isNotApplicable }
        return Self.joined(
          (applicable.isEmpty ? own : applicable).map { $0.table.text + $0.expectation.mark })
      }
      let got = zip(parts, said).map { part, table in
        let own = reports.filter { $0.part == part }
        return own.isEmpty ? table : Self.joined(own.map(Self.words))
      }
      let editions = Set(reports.map(\.edition)).subtracting([column.name])
      let suffix = editions.isEmpty ? "" : " (\(editions.sorted().joined(separator: ", ")))"
      table = Self.compact(said) + suffix
      found = Self.compact(got) + suffix
      agreesWithTable = reports.allSatisfy { $0.agreesWithTable == true }
      agrees = reports.allSatisfy { $0.agrees == true }
    }

    /// What was found, in the table's own word where it is as the table says.
    private static func words(_ report: ExpectationReport) -> String {
      (report.agreesWithTable == true ? report.table : report.found) + report.mark
    }

    /// Searches that count as one say the same once.
    private static func joined(_ words: [String]) -> String {
      var different: [String] = []
      for word in words where !different.contains(word) { different.append(word) }
      return different.joined(separator: "+")
    }

    private static func compact(_ parts: [String]) -> String {
      Set(parts).count == 1 && ["serialised", "n/a"].contains(parts[0])
        ? parts[0] : parts.joined(separator: "/")
    }
  }

  /// Whether everything is as the scenarios' files expect.
  var isAsExpected: Bool { rows.allSatisfy { $0.cells.allSatisfy(\.agrees) } }
}

extension MatrixReport {
  private static let columnWidth = 20

  private static var header: String {
    let columns = VerdictTable.columns
    let names = columns.indices.map { index in
      columns.index(after: index) < columns.count
        ? "\(columns[index].name) –" : "\(columns[index].name) …"
    }
    return "        " + names.map { padded($0) }.joined().trimmed
  }

  private static func padded(_ text: String) -> String {
    text + String(repeating: " ", count: max(1, columnWidth - text.count))
  }

  /// A row: its title, what the table says, what was found.
  func text(ofRow index: Int) -> String {
    let row = rows[index]
    var lines = index == 0 ? [Self.header] : []
    lines.append("\(row.name): \(row.title)")
    lines.append("  table " + row.cells.map { Self.padded($0.table) }.joined().trimmed)
    lines.append(
      "  found "
        + row.cells.map { Self.padded(($0.agreesWithTable ? "" : "≠ ") + $0.found) }.joined()
        .trimmed
    )
    return lines.joined(separator: "\n")
  }

  /// Footnotes, and the cells that differ.
  var summary: String {
    let cells = rows.flatMap(\.cells)
    let searches = cells.flatMap(\.searches)
    var lines = [""] + VerdictTable.footnotes
    let different = searches.filter { $0.agreesWithTable != true }
    if !different.isEmpty { lines.append("") }
    for search in different {
      lines.append("≠ \(search.name): the table says \(search.table), found \(search.found)")
      lines += search.explanation
    }
    lines.append("")
    lines.append(
      "\(cells.count) cells, \(searches.count) searches of "
        + "\(searches.reduce(0) { $0 + $1.states }) states: "
        + (different.isEmpty
          ? "all as the table says."
          : "\(cells.count { !$0.agreesWithTable }) cells differ from the table, "
            + "\(cells.count { !$0.agrees }) from what the scenarios' files expect."))
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmed: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
