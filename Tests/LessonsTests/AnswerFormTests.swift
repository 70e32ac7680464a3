import Lessons
import Testing

@Suite("Answers")
struct AnswerFormTests {
  private static let forms: [AnswerForm] = [
    .choice(["block", "page", "nothing"], right: 1), .number(512, unit: "entries"),
    .address(0x4020_1000), .order(["lock", "walk", "unlock"], right: [2, 0, 1]),
    .made(example: 8, failing: 7) { AnswerForm.Judgement(isRight: $0 % 2 == 0, words: "even?") },
  ]

  @Test(
    "what a form calls right is marked right, what it calls wrong is marked wrong", arguments: 0..<5
  )
  func ownInputs(number: Int) {
    let form = Self.forms[number]
    #expect(form.isSound)
    #expect(form.mark(form.rightInput).isRight)
    guard case .wrong = form.mark(form.wrongInput) else {
      Issue.record("\(form.wrongInput) is \(form.mark(form.wrongInput))")
      return
    }
  }

  @Test(
    "an answer may be written in many ways",
    arguments: [
      (0, "B"), (0, " b) "), (0, "Page"), (1, "0x200"), (1, "5_12"), (2, "40201000"),
      (2, "0x40201000"), (3, "cab"), (3, "C, A, B"),
    ])
  func spellings(number: Int, typed: String) {
    #expect(Self.forms[number].mark(typed).isRight)
  }

  @Test(
    "what is no answer is neither right nor wrong",
    arguments: [
      (0, "d"), (0, ""), (1, "many"), (1, "99999999999999999999999"), (2, "0x"), (3, "a b"),
      (3, "a a b"), (3, "a b z"), (4, "x"),
    ])
  func unreadable(number: Int, typed: String) {
    guard case .unreadable(let words) = Self.forms[number].mark(typed) else {
      Issue.record("\(typed) was marked")
      return
    }
    #expect(words == Self.forms[number].instruction)
  }

  @Test("a choice of one, or with the same words twice, is no question")
  func unsound() {
    #expect(!AnswerForm.choice(["a"], right: 0).isSound)
    #expect(!AnswerForm.choice(["a", "a"], right: 0).isSound)
    #expect(!AnswerForm.order(["a", "b"], right: [0, 0]).isSound)
  }
}
