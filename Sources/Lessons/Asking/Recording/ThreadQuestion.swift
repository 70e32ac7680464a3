import Documents
import Machine
import Query

/// `which-thread`: which thread does the first event that satisfies a filter belong to?
struct ThreadQuestion: QuestionMaker {
  static let kind = "which-thread"
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
    guard let event = timeline.firstEvent(EventFilter(filter, for: timeline)) else {
      throw LessonError("no event satisfies “\(text)”")
    }
    let names = timeline.cast.threads.indices.map { timeline.cast.threadName($0) }
    let right = timeline.cast.threadName(timeline.log.thread(ofEventAt: event))
    var others: [String] = []
    for name in names where name != right && !others.contains(name) { others.append(name) }
    let choices = context.random.shuffled([right] + context.random.shuffled(others).prefix(3))
    return Question(
      "Which thread \(says)?", form: .choice(choices, right: choices.firstIndex(of: right) ?? 0),
      hints: ["`/` looks for an event; its line names the thread."],
      explanation: ["\(right), first at event \(event): `\(timeline.shortText(ofEventAt: event))`."]
    )
  }
}
