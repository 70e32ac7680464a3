import Lessons
import Testing

@Suite("A lesson being done")
struct LessonSessionTests {
  private func session(seed: UInt64 = 7) throws -> LessonSession {
    let lesson = try Lesson(yaml: LessonFileTests.good, file: "t.yaml")
    return try LessonSession(lesson, seed: seed, world: .withoutRecordings)
  }

  /// The input that is right on the current page; nil where nothing is asked.
  private func right(_ session: LessonSession) -> String? {
    if case .question(let question, _) = session.page.content {
      question.form.rightInput
    } else {
      nil
    }
  }

  @Test("each section begins with its text, and the last page is the end")
  func pages() throws {
    let session = try session()
    let kinds = session.pages.map { page in
      switch page.content {
      case .text: "text"
      case .question: "question"
      case .task: "task"
      case .end: "end"
      }
    }
    #expect(kinds == ["text", "task", "question", "question", "end"])
  }

  @Test("only the first answer counts, and the explanation stays")
  func firstAnswer() throws {
    var session = try session()
    session.go(to: 2)
    let answer = try #require(right(session))
    guard case .question(let question, _) = session.page.content else { return }
    session.answer(question.form.wrongInput)
    #expect(session.isPageDone && session.results[2] == .wrong)
    session.answer(answer)
    #expect(session.marking?.isRight == true && session.results[2] == .wrong)
    #expect(session.score.wrong == 1 && session.score.right == 0)
  }

  @Test("what can't be read as an answer is told, and costs nothing")
  func unreadable() throws {
    var session = try session()
    session.go(to: 2)
    session.answer("???")
    #expect(!session.isPageDone && session.results[2] == nil)
    guard case .unreadable = session.marking else {
      Issue.record("it was marked")
      return
    }
  }

  @Test(
    "going on passes over what was not done; the lesson is complete only when nothing is passed over"
  )
  func skipping() throws {
    var session = try session()
    for _ in 0..<10 { session.next() }
    #expect(session.isAtEnd && session.score.skipped == 3 && !session.score.isComplete)
    session.go(to: 1)
    session.finishTask()
    #expect(session.results[1] == .right)
    for place in [2, 3] {
      session.go(to: place)
      session.takeAnswerAgain()
    }
    #expect(session.score.right == 1 && session.score.skipped == 2)
  }

  @Test("hints come one after the other, the lesson's own first")
  func hints() throws {
    var session = try session()
    session.go(to: 2)
    #expect(session.hints.first == "Look.")
    var shown = 0
    while session.hint() { shown += 1 }
    #expect(shown == session.hints.count && shown >= 2)
  }

  @Test("the same seed asks the same, another seed something else")
  func seeds() throws {
    func texts(_ seed: UInt64) throws -> [String] {
      try session(seed: seed).pages.compactMap { page in
        if case .question(let question, _) = page.content {
          return question.prompt.joined() + question.form.rightInput
        }
        return nil
      }
    }
    #expect(try texts(3) == texts(3))
    #expect(try (1...5).contains { seed in try texts(seed) != texts(seed + 1) })
  }
}

extension LessonSession {
  /// Answers rightly a question that was passed over.
  fileprivate mutating func takeAnswerAgain() {
    if case .question(let question, _) = page.content { answer(question.form.rightInput) }
  }
}
