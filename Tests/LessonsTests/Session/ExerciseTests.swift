import Lessons
import Testing

@Suite("Exercises")
struct ExerciseTests {
  private func session(_ source: DrillSource = DrillSource(), seed: UInt64 = 11) throws
    -> LessonSession
  {
    try LessonSession(exercises: source, seed: seed, world: .withoutRecordings)
  }

  private func answer(_ session: inout LessonSession, isRight: Bool) {
    guard case .question(let question, _) = session.page.content else {
      Issue.record("an exercise is a question")
      return
    }
    session.answer(isRight ? question.form.rightInput : question.form.wrongInput)
    session.next()
  }

  @Test("there is always another one")
  func endless() throws {
    var session = try session()
    for number in 1...100 {
      #expect(!session.isAtEnd)
      answer(&session, isRight: number % 3 != 0)
      #expect(session.place == number)
    }
    #expect(session.score.right == 67 && session.score.wrong == 33)
  }

  @Test("three right answers in a row make it harder, a wrong one easier, within 1 to 3")
  func difficulty() throws {
    var session = try session()
    #expect(session.drills?.difficulty == 1)
    for _ in 0..<3 { answer(&session, isRight: true) }
    #expect(session.drills?.difficulty == 2)
    for _ in 0..<9 { answer(&session, isRight: true) }
    #expect(session.drills?.difficulty == 3)
    answer(&session, isRight: false)
    #expect(session.drills?.difficulty == 2)
    for _ in 0..<5 { answer(&session, isRight: false) }
    #expect(session.drills?.difficulty == 1)
  }

  @Test("a difficulty that was asked for stays")
  func fixed() throws {
    var session = try session(DrillSource(difficulty: 3))
    for _ in 0..<5 { answer(&session, isRight: false) }
    #expect(session.drills?.difficulty == 3)
  }

  @Test("the same seed and answers ask the same")
  func seeds() throws {
    func prompts(_ seed: UInt64) throws -> [String] {
      var session = try session(seed: seed)
      for _ in 0..<20 { answer(&session, isRight: true) }
      return session.pages.compactMap { page in
        if case .question(let question, _) = page.content { question.prompt.joined() } else { nil }
      }
    }
    #expect(try prompts(5) == prompts(5))
    #expect(try prompts(5) != prompts(6))
  }
}
