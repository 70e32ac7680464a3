import Foundation
import Interface
import Interleavings
import KVM
import Lessons
import Screen
import TestSupport
import Testing
import Traces

/// Every lesson played as a student plays it: key by key, on screens of both kinds.
@Suite("Every lesson, played")
struct LessonPlayTests {
  /// Recordings as the program has them, from its own resources.
  private static let world = LessonWorld { (name) throws(LessonError) in
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/tablewalk/Resources").standardized
    let path = folder.appendingPathComponent("\(name).trace.txt.zst").path
    do {
      let recording = try Recording.open(path, options: ReadingOptions())
      return LessonRecording(name: name, label: "recorded", timeline: recording.timeline)
    } catch { throw LessonError("\(path): \(error)") }
  }

  private func begin(_ id: String, seed: UInt64, size: Size) throws -> LearnState {
    let lesson = try #require(Lesson.builtIn(named: id))
    return LearnState(try LessonSession(lesson, seed: seed, world: Self.world), size: size)
  }

  private func text(_ state: LearnState) -> String { TextWriter().string(from: state.draw()) }

  /// Gives an answer by keys; says whether the page was one with a question.
  private func answer(_ state: inout LearnState, _ choose: (AnswerForm) -> String) -> Bool {
    guard case .question(let question, _) = state.session.page.content else { return false }
    for character in choose(question.form) { _ = state.press(.character(character)) }
    _ = state.press(.enter)
    return true
  }

  /// Asks the explorer what the scene asks it.
  private func explore(_ effects: [LearnEffect], _ state: inout LearnState) throws {
    for case .scene(.explore(let questions)) in effects {
      let scenario = try #require(state.scene?.stepper?.scenario)
      for (number, question) in questions.enumerated() {
        let outcome = try Exploration(
          scenario, edition: question.edition, policies: question.policies
        ).run()
        let verdict: ExplorationAnswer.Verdict =
          outcome.shortest().map {
            .violation(
              .init(rule: $0.rule, reason: $0.reason, moves: $0.schedule.moves), others: [])
          } ?? .safe(reachesEnd: outcome.reachesEnd)
        state.take(ExplorationAnswer(verdict), to: number)
      }
    }
  }

  /// Presses Enter until the page turns: what is below is read first.
  private func enter(_ state: inout LearnState) {
    let place = state.session.place
    for _ in 0..<10 where state.session.place == place { _ = state.press(.enter) }
  }

  static let lessons = Lesson.builtIn.map(\.id)

  @Test(
    "with the engine's answers every lesson comes to its end, and everything is right",
    arguments: lessons)
  func right(id: String) throws {
    var state = try begin(id, seed: 1, size: Size(120, 40))
    var keys = 0
    while !state.session.isAtEnd {
      keys += 1
      try #require(keys < 300, "a dead end at page \(state.session.place)")
      if answer(&state, { $0.rightInput }) {
        #expect(state.session.marking?.isRight == true, "page \(state.session.place)")
      } else if state.task != nil {
        // w is a key of the lesson, not of the scene.
        _ = state.press(.control("t"))
        try explore(state.press(.character("w")), &state)
        #expect(state.session.isPageDone, "page \(state.session.place): \(text(state))")
      }
      enter(&state)
    }
    #expect(state.session.score.right == state.session.score.total)
    #expect(state.session.score.isComplete)
  }

  @Test(
    "with a wrong answer to every question the explanation appears, and Enter goes on",
    arguments: lessons)
  func wrong(id: String) throws {
    var state = try begin(id, seed: 2, size: Size(80, 24))
    var wrong = 0
    var keys = 0
    while !state.session.isAtEnd {
      keys += 1
      try #require(keys < 300, "a dead end at page \(state.session.place)")
      let place = state.session.place
      if answer(&state, { $0.wrongInput }) {
        wrong += 1
        #expect(state.session.results[place] == .wrong)
        #expect(text(state).contains("✗ Not so."), "page \(place): \(text(state))")
        guard case .question(let question, _) = state.session.page.content else { continue }
        #expect(!question.explanation.isEmpty && !question.explanation[0].isEmpty)
        enter(&state)
      } else if state.task != nil {
        _ = state.press(.control("t"))
        _ = state.press(.right)
      } else {
        enter(&state)
      }
      #expect(state.session.place == place + 1)
    }
    #expect(wrong >= 3 && state.session.score.wrong == wrong)
  }

  @Test("every lesson can be done line by line, without a screen", arguments: lessons)
  func plain(id: String) throws {
    var state = try begin(id, seed: 4, size: Size(80, 24))
    var lines = 0
    while !state.session.isAtEnd {
      lines += 1
      try #require(lines < 300, "a dead end at page \(state.session.place)")
      let line: String
      switch state.session.page.content {
      case .question(let question, _) where !state.session.isPageDone:
        line = question.form.rightInput
      case .task where !state.session.isPageDone: line = "show"
      default: line = ""
      }
      let answer = state.take(line: line)
      try explore(answer.effects.map { .scene($0) }, &state)
      if answer.hasTurned { #expect(!state.plainPage.joined().isEmpty) }
    }
    #expect(state.session.score.right == state.session.score.total)
  }

  @Test("every page of every lesson can be read at 80×24 to its last line", arguments: lessons)
  func readable(id: String) throws {
    var state = try begin(id, seed: 3, size: Size(80, 24))
    for page in state.session.pages.indices {
      state.go(to: page)
      // A task begins in its scene; its text is the lesson's.
      if state.focus == .scene { _ = state.press(.control("t")) }
      for _ in 0..<60 { _ = state.press(.pageDown) }
      #expect(!text(state).contains(/↓[0-9]+ more/), "page \(page)")
    }
  }

  @Test("every section tells where its facts are from")
  func sources() {
    for lesson in Lesson.builtIn {
      for section in lesson.sections { #expect(!section.sources.isEmpty, "\(lesson.id)") }
    }
  }

  @Test("each of the 24 misconceptions is asked about somewhere")
  func misconceptions() {
    let treated = Set(Lesson.builtIn.flatMap(\.questions).flatMap(\.misconceptions))
    #expect(treated == Set(1...24), "missing: \(Set(1...24).subtracting(treated).sorted())")
  }
}
