import Documents
import KVM
import VMSA

/// `mapped`: by what does stage 2 map an address, in the end?
struct MappedQuestion: QuestionMaker {
  static let kind = "mapped"
  static let keys = InstantAsked.keys + ["address"]

  let asked: InstantAsked
  let address: UInt64

  init(_ fields: QuestionFields) throws(DocumentError) {
    asked = try InstantAsked(fields)
    address = try fields.need("address").bytes()
  }

  /// What can map an address, by the level of the leaf.
  static let choices = ["a 1G block", "a 2M block", "a 4K page", "nothing"]

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (stepper, instant) = try asked.stepper(in: context)
    let place = try stepper.mappedChoice(address, at: instant)
    let when = asked.isAtEnd ? " in the end, when every thread has gone as far as it can" : " now"
    return Question(
      "What maps the intermediate physical address `\(Hexadecimal.grouped(address))` at stage 2\(when)?",
      form: .choice(MappedQuestion.choices, right: place),
      hints: [
        "A block needs everything at once: the slot's geometry, the host's page, no dirty logging."
      ],
      explanation: ["It is mapped by \(MappedQuestion.choices[place])."])
  }
}

extension Stepper {
  /// Which of ``MappedQuestion/choices`` maps an address.
  func mappedChoice(_ address: UInt64, at instant: Int) throws(LessonError) -> Int {
    guard let page = layout.guest.page(of: address) else {
      throw LessonError("the scenario does not speak of \(Hexadecimal.grouped(address))")
    }
    guard try value(of: "mappedFrame(\(page))", at: instant) >= 0 else { return 3 }
    return try value(of: "leafLevel(\(page))", at: instant) - 1
  }
}
