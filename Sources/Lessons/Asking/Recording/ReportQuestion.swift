import Documents
import Machine
import Query

/// `report`: what does one row of a report say in one of its columns?
struct ReportQuestion: QuestionMaker {
  static let kind = "report"
  static let keys = ["report", "row", "column", "says"]

  let report: ReportName
  let row: Int
  let column: String
  let says: String

  init(_ fields: QuestionFields) throws(DocumentError) {
    let name = try fields.need("report")
    guard let report = ReportName(rawValue: try name.text()) else {
      throw name.expected(
        "a report: " + ReportName.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.report = report
    row = try fields["row"]?.number(0...1_000_000) ?? 0
    column = try fields.need("column").text()
    says = try fields.need("says").flowing()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let table = report.table(try context.timeline())
    guard let place = table.columns.firstIndex(where: { $0.name == column }) else {
      throw LessonError(
        "the report “\(report.rawValue)” has no column “\(column)”; it has "
          + table.columns.map(\.name).joined(separator: ", "))
    }
    guard row < table.count else {
      throw LessonError("the report “\(report.rawValue)” has \(table.count) rows")
    }
    let right = table.row(row)[place].words
    var others: [String] = []
    for number in 0..<min(table.count, 1_000) {
      let other = table.row(number)[place].words
      if other != right, other != "-", !others.contains(other) { others.append(other) }
    }
    let choices = context.random.shuffled([right] + context.random.shuffled(others).prefix(3))
    let whole = zip(table.columns, table.row(row)).map { "\($0.title) \($1.words)" }
    return Question(
      says, form: .choice(choices, right: choices.firstIndex(of: right) ?? 0),
      hints: ["`:report \(report.rawValue)` on the scene's screen."],
      explanation: ["The report “\(report.rawValue)” has: \(whole.joined(separator: " · "))."])
  }
}
