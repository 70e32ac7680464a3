import Lessons
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Screens of lessons")
struct LearnScreenTests {
  static let sizes = [Size(80, 24), Size(120, 40), Size(200, 60)]

  @Test("a section's text beside its scene", arguments: sizes)
  func text(size: Size) throws {
    let state = try LearnState.sample(size: size)
    expectSnapshot(state.text, named: "learn-text-\(size)")
  }

  @Test("a task: what is to be done, and the scene that takes keys", arguments: sizes)
  func task(size: Size) throws {
    var state = try LearnState.sample(size: size)
    state.press(.enter, .right, .right)
    expectSnapshot(state.text, named: "learn-task-\(size)")
  }

  @Test("a choice, answered wrongly: the right one is marked and explained", arguments: sizes)
  func wrongChoice(size: Size) throws {
    var state = try LearnState.sample(size: size)
    state.session.go(to: 2)
    state.arrive()
    guard case .choice(let choices, let right)? = state.question?.form else { return }
    state.press(.character(Character(AnswerForm.letter((right + 1) % choices.count))), .enter)
    expectSnapshot(state.text, named: "learn-wrong-choice-\(size)")
  }

  @Test(
    "a translation beside a question does not tell its way before it is answered", arguments: sizes)
  func translation(size: Size) throws {
    var state = try LearnState.sample(size: size)
    state.session.go(to: 5)
    state.arrive()
    expectSnapshot(state.text, named: "learn-translation-question-\(size)")
    #expect(!state.text.contains("─►"))
    state.type(state.question?.form.rightInput ?? "")
    state.press(.enter)
    expectSnapshot(state.text, named: "learn-translation-answered-\(size)")
  }

  @Test("the end tells what was right, and what one can do now", arguments: sizes)
  func end(size: Size) throws {
    var state = try LearnState.sample(size: size)
    state.session.go(to: state.session.pages.count - 1)
    state.arrive()
    expectSnapshot(state.text, named: "learn-end-\(size)")
  }

  @Test("in ASCII and without colour a page says the same")
  func ascii() throws {
    var state = try LearnState.sample(size: Size(80, 24))
    state.isASCII = true
    state.theme = .plain
    state.session.go(to: 2)
    state.arrive()
    state.press(.enter)
    #expect(state.text.utf8.allSatisfy { $0 < 128 })
    expectSnapshot(state.text, named: "learn-ascii-80x24")
  }

  @Test("a terminal that is too small says so, and Ctrl-C still ends the program")
  func tooSmall() throws {
    var state = try LearnState.sample(size: Size(40, 10))
    #expect(state.text.contains("60×16"))
    #expect(state.press(.control("c")) == [.quit])
  }
}
