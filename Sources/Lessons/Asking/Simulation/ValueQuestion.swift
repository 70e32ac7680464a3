import Documents
import KVM

/// `value`: what is the value of a formula over the simulated kernel, such as `seq` or `mmUsers`?
struct ValueQuestion: QuestionMaker {
  static let kind = "value"
  static let keys = InstantAsked.keys + ["formula", "says"]

  let asked: InstantAsked
  let formula: String
  /// What the formula is, in words: “`mm_users`”.
  let says: String

  init(_ fields: QuestionFields) throws(DocumentError) {
    asked = try InstantAsked(fields)
    formula = try fields.need("formula").flowing()
    says = try fields.need("says").flowing()
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try asked.stepper(in: context)
    let value = try stepper.value(of: formula, at: instant)
    guard value >= 0 else {
      throw LessonError("“\(formula)” is \(value) here, and none can be typed")
    }
    let when = asked.isAtEnd ? "at the end, when every thread has gone as far as it can" : "now"
    return Question(
      "What is \(says) \(when)?", form: .number(UInt64(value), unit: ""),
      hints: ["Count who raised it and who lowered it, from the beginning on."],
      explanation: ["\(says.prefix(1).uppercased())\(says.dropFirst()) is \(value)."])
  }
}

extension Stepper {
  /// A formula's value at an instant.
  func value(of formula: String, at instant: Int) throws(LessonError) -> Int {
    let probe: StateProbe
    do {
      probe = try StateProbe(formula, in: scenario, edition: model.edition, policies: policies)
    } catch { throw LessonError("“\(formula)”: \(error.words)") }
    guard let value = probe.value(in: state(at: instant)) else {
      throw LessonError("“\(formula)” has an index that lies outside")
    }
    return value
  }
}
