extension ReportName {
  /// The reports as a Markdown table, for the manual.
  public static var manual: String {
    let rows = allCases.map { "| `\($0.rawValue)` | \($0.words) |" }
    return (["| report | a row for |", "|---|---|"] + rows).joined(separator: "\n")
  }
}

extension PageReason {
  /// The reasons as a Markdown table, for the manual.
  public static var manual: String {
    let rows = allCases.map { "| `\($0.rawValue)` | \($0.words) |" }
    return (["| reason | what it says |", "|---|---|"] + rows).joined(separator: "\n")
  }
}
