extension ReportTable {
  /// The names of the columns as a line of CSV.
  ///
  /// - Parameter file: whether a first column names the file.
  public func csvHeading(withFile file: Bool = false) -> String {
    ((file ? ["file"] : []) + columns.map(\.name)).joined(separator: ",")
  }

  /// A row as a line of CSV, quoted where RFC 4180 asks for it; lines end with a line feed.
  ///
  /// - Parameters:
  ///   - file: the name for a first column; nil for none.
  ///   - safe: makes text harmless to whatever shows it.
  public func csv(row number: Int, file: String? = nil, safe: (String) -> String) -> String {
    let cells = row(number).map { cell in
      if case .text(let text) = cell { ReportTable.csvField(safe(text)) } else { cell.plain }
    }
    return ((file.map { [ReportTable.csvField(safe($0))] } ?? []) + cells).joined(separator: ",")
  }

  private static func csvField(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// A row as an object of JSON on one line.
  ///
  /// - Parameter file: the value of a first key `file`; nil for none.
  public func json(row number: Int, file: String? = nil) -> String {
    let own = zip(columns, row(number)).map { "\(JSONText.quoted($0.name)):\($1.json)" }
    let first = file.map { ["\"file\":\(JSONText.quoted($0))"] } ?? []
    return "{" + (first + own).joined(separator: ",") + "}"
  }
}
