import Foundation
import Lessons
import Testing

@Suite("What a student did is kept")
struct ProgressTests {
  private func session(seed: UInt64 = 7) throws -> LessonSession {
    let lesson = try Lesson(yaml: LessonFileTests.good, file: "t.yaml")
    return try LessonSession(lesson, seed: seed, world: .withoutRecordings)
  }

  @Test("one goes on at the page where one left off, with what was answered")
  func resuming() throws {
    var first = try session()
    first.next()
    first.finishTask()
    first.next()
    var progress = LearningProgress()
    progress.note(first)
    let stored = try JSONDecoder().decode(
      LearningProgress.self, from: try JSONEncoder().encode(progress))
    #expect(stored == progress)
    var second = try session()
    second.resume(try #require(stored.lessons["t1"]))
    #expect(second.place == 2 && second.results == first.results)
  }

  @Test("another seed, or a lesson that has changed, begins anew")
  func changed() throws {
    var first = try session()
    first.next()
    var progress = LearningProgress()
    progress.note(first)
    var record = try #require(progress.lessons["t1"])
    var other = try session(seed: 8)
    other.resume(record)
    #expect(other.place == 0)
    record.results.removeLast()
    var same = try session()
    same.resume(record)
    #expect(same.place == 0)
  }

  @Test("a lesson is done when it came to its end with nothing passed over; the best score stays")
  func done() throws {
    var progress = LearningProgress()
    var session = try session()
    while !session.isAtEnd {
      switch session.page.content {
      case .question(let question, _): session.answer(question.form.rightInput)
      case .task: session.finishTask()
      case .text, .end: break
      }
      session.next()
    }
    progress.note(session)
    #expect(progress.isDone("t1") && progress.lessons["t1"]?.best?.right == 3)
    var again = try self.session()
    while !again.isAtEnd { again.next() }
    progress.note(again)
    #expect(progress.isDone("t1"))
    #expect(!progress.isDone("t2"))
  }
}
