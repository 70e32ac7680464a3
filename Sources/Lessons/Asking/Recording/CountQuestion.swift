import Documents
import Machine
import Query

/// `count`: how many events satisfy a filter?
struct CountQuestion: QuestionMaker {
  static let kind = "count"
  static let keys = ["filter", "says"]

  let filter: QueryExpression
  let text: String
  let says: String

  init(_ fields: QuestionFields) throws(DocumentError) {
    filter = try fields.need("filter").filter()
    text = try fields.need("filter").flowing()
    says = try fields.need("says").flowing()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let timeline = try context.timeline()
    let asked = EventFilter(filter, for: timeline)
    let events = (0..<timeline.log.count).filter { asked.matches(eventAt: $0, in: timeline) }
    let first = events.first.map { " The first is event \($0)." } ?? ""
    return Question(
      "How many \(says) are there?", form: .number(UInt64(events.count), unit: ""),
      hints: ["`:filter` shows only the events that satisfy a filter, and counts them."],
      explanation: ["There are \(events.count): `\(text)`.\(first)"])
  }
}

extension QuestionContext {
  /// The events of the section's scene.
  func timeline() throws(LessonError) -> Timeline {
    switch scene {
    case .simulation(let stepper, _): stepper.timeline
    case .recording(let recording, _): recording.timeline
    case .translation, nil:
      throw LessonError("events are asked about, and the section's scene has none")
    }
  }
}

extension Timeline {
  /// An event's text, cut short.
  func shortText(ofEventAt event: Int) -> String {
    let text = body(ofEventAt: event).filter { !$0.isNewline && $0 != "`" }
    return text.count > 100 ? text.prefix(100) + "…" : text
  }
}
