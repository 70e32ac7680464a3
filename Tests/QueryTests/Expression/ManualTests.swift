import Foundation
import TestSupport
import Testing

@testable import Query

@Suite("The manual of expressions and reports")
struct ManualTests {
  private static let path =
    URL(fileURLWithPath: Fixture.folder).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/FILTERS.md")

  @Test(
    "Documentation/FILTERS.md has the tables the program is made from", .serialized,
    arguments: ["fields", "reports", "reasons"])
  func tables(name: String) throws {
    let table =
      switch name {
      case "fields": QueryField.manual
      case "reports": ReportName.manual
      default: PageReason.manual
      }
    var text = try String(contentsOf: Self.path, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- \(name) -->\n")).upperBound
    let end = try #require(text.range(of: "<!-- end of \(name) -->")).lowerBound
    if ProcessInfo.processInfo.environment["TABLEWALK_RECORD_SNAPSHOTS"] == "1" {
      text.replaceSubrange(start..<end, with: table + "\n")
      try text.write(to: Self.path, atomically: true, encoding: .utf8)
    } else {
      #expect(text[start..<end] == table + "\n")
    }
  }

  @Test(
    "the example of every field is an expression that asks for it", arguments: QueryField.allCases)
  func examples(field: QueryField) throws {
    #expect(try QueryExpression.filter(field.example).fields == [field])
  }
}
