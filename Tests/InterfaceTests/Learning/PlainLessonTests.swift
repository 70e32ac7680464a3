import Lessons
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("A lesson line by line")
struct PlainLessonTests {
  @Test("everything that is asked can be answered, and everything to be done can be done, by lines")
  func whole() throws {
    var state = try LearnState.sample(size: Size(80, 24))
    var said = state.plainPage
    var lines = 0
    while !state.session.isAtEnd {
      lines += 1
      try #require(lines < 100)
      let line: String
      switch state.session.page.content {
      case .question(let question, _) where !state.session.isPageDone:
        line = question.form.rightInput
      case .task where !state.session.isPageDone: line = "right*4"
      default: line = ""
      }
      let answer = state.take(line: line)
      said += answer.lines
      if answer.hasTurned { said += state.plainPage }
    }
    #expect(state.session.score.right == state.session.score.total)
    expectSnapshot(said.joined(separator: "\n") + "\n", named: "learn-plain")
  }

  @Test("no line needs a cursor or a pointing sign to be understood")
  func signs() throws {
    var state = try LearnState.sample(size: Size(80, 24))
    for place in state.session.pages.indices {
      state.session.go(to: place)
      state.arrive()
      for line in state.plainPage { #expect(!line.contains("▶") && !line.contains("▏")) }
    }
  }

  @Test("hint, skip, back, scene and quit do what they say")
  func words() throws {
    var state = try LearnState.sample(size: Size(80, 24))
    #expect(state.take(line: "").hasTurned)
    #expect(state.take(line: "hint").lines == ["Hint: It is the fourth step."])
    #expect(state.take(line: "scene").lines.contains { $0.contains("Threads") })
    #expect(state.take(line: "show").lines.contains { $0.contains("Done") })
    #expect(state.take(line: "skip").hasTurned && state.session.place == 2)
    #expect(state.take(line: "back").hasTurned && state.session.place == 1)
    #expect(state.take(line: "quit").leaves)
  }

  @Test("a key that isn't one is told, with what can be typed")
  func unknownKey() throws {
    var state = try LearnState.sample(size: Size(80, 24))
    _ = state.take(line: "")
    let answer = state.take(line: "rihgt")
    #expect(answer.lines.first?.contains("“rihgt” is no key") == true)
  }
}
