import Documents
import Lessons
import Testing

@Suite("Papers")
struct PaperTests {
  private func paper(_ seed: UInt64) throws -> Paper {
    try Paper(
      try Lesson(yaml: LessonFileTests.good, file: "t.yaml"), seed: seed, world: .withoutRecordings)
  }

  @Test("the key's own answers are all right, wrong ones all wrong, missing ones wrong")
  func grading() throws {
    let paper = try paper(5)
    let right = paper.questions.map(\.question.form.rightInput)
    let wrong = paper.questions.map(\.question.form.wrongInput)
    #expect(paper.grade(right).right == 2)
    #expect(paper.grade(wrong).right == 0)
    #expect(paper.grade([right[0]]).right == 1)
    #expect(paper.grade([]).markings.count == 2)
  }

  @Test("a sheet of answers is read with its lesson, seed and answers")
  func sheet() throws {
    let sheet = try AnswerSheet(
      yaml: "paper: t1\nseed: 7\nanswers: [b, 0x1f, \"c a b\", -, 12]\n", file: "a.yaml")
    #expect(sheet.lesson == "t1" && sheet.seed == 7)
    #expect(sheet.answers == ["b", "0x1f", "c a b", "", "12"])
  }

  @Test(
    "what is wrong with a sheet is told with its line",
    arguments: [
      ("paper: t1\nanswers: [b]", "“seed” is missing"),
      ("paper: t1\nseed: many\nanswers: [b]", "a.yaml:2: “seed” should be"),
      ("paper: t1\nseed: 1\nanswers: b", "a.yaml:3: “answers” should be a list"),
      ("paper: t1\nseed: 1\nanswers: [[b]]", "“answers[0]” should be a text"),
    ])
  func badSheet(text: String, words: String) throws {
    let error = try #require(throws: DocumentError.self) {
      try AnswerSheet(yaml: text, file: "a.yaml")
    }
    #expect(error.description.contains(words), "\(error.description)")
  }
}
