import Lessons
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Keys in a lesson")
struct LearnKeyTests {
  @Test("in a task keys go to the scene; when it is done they come back, and Enter goes on")
  func task() throws {
    var state = try LearnState.sample()
    state.press(.enter)
    #expect(state.focus == .scene)
    state.press(.right, .right, .right)
    #expect(!state.session.isPageDone)
    state.press(.right)
    #expect(state.session.isPageDone && state.focus == .lesson)
    #expect(state.text.contains("✓ Done."))
    state.press(.enter)
    #expect(state.question != nil)
  }

  @Test("q and ^T in the scene come back to the lesson, and leave it not")
  func backFromScene() throws {
    var state = try LearnState.sample()
    state.press(.enter)
    #expect(state.press(.character("q")).isEmpty && state.focus == .lesson)
    state.press(.control("t"))
    #expect(state.focus == .scene)
    state.press(.control("t"))
    #expect(state.focus == .lesson)
  }

  @Test("w shows the way: the task is done as the lesson says")
  func way() throws {
    var state = try LearnState.sample()
    state.press(.enter, .control("t"), .character("w"))
    #expect(state.session.results[1] == .right)
  }

  @Test("a choice is made with its letter or with arrows, and Enter answers")
  func choice() throws {
    var state = try LearnState.sample()
    state.session.go(to: 2)
    state.arrive()
    guard case .choice(let choices, let right)? = state.question?.form else { return }
    for place in choices.indices {
      state.press(.character(Character(AnswerForm.letter(place))))
      #expect(state.selected == place && !state.session.isPageDone)
    }
    state.press(.character("z"))
    #expect(!state.message.isEmpty)
    for _ in choices { state.press(.up) }
    for _ in 0..<right { state.press(.down) }
    state.press(.enter)
    #expect(state.session.results[2] == .right)
  }

  @Test("an answer is typed; what can't be read is told and stays to be mended")
  func typing() throws {
    var state = try LearnState.sample()
    state.session.go(to: 3)
    state.arrive()
    state.type("abc")
    state.press(.enter)
    #expect(state.input == "abc" && state.message.contains("number"))
    state.press(.control("u"))
    state.type("0x")
    state.press(.backspace)
    #expect(state.input == "0")
    state.press(.enter)
    #expect(state.session.results[3] == .right)
  }

  @Test("after any answer Enter goes on, after a wrong one too")
  func noDeadEnd() throws {
    var state = try LearnState.sample()
    state.session.go(to: 3)
    state.arrive()
    state.type("99")
    state.press(.enter)
    #expect(state.session.results[3] == .wrong && state.text.contains("✗ Not so."))
    state.press(.enter)
    #expect(state.session.place == 4)
  }

  @Test("? shows a hint, and says when there are no more")
  func hints() throws {
    var state = try LearnState.sample()
    state.session.go(to: 5)
    state.arrive()
    state.press(.character("?"))
    #expect(state.text.contains("Hint:"))
    for _ in 0..<5 { state.press(.character("?")) }
    #expect(state.message.contains("hint"))
  }

  @Test("Esc leaves from every page, and asks for nothing")
  func leaving() throws {
    var state = try LearnState.sample()
    for place in state.session.pages.indices {
      state.session.go(to: place)
      state.arrive()
      state.focus = .lesson
      let effects = state.press(.escape)
      #expect(effects == [.leave] || state.session.isAtEnd)
    }
    state.press(.escape)
    #expect(state.press(.enter) == [.leave])
  }

  @Test("Enter shows what is below before it turns the page")
  func readingOn() throws {
    var state = try LearnState.sample(size: Size(60, 16))
    #expect(state.text.contains("more"))
    state.press(.enter)
    #expect(state.session.place == 0)
    for _ in 0..<5 where state.session.place == 0 { state.press(.enter) }
    #expect(state.session.place == 1)
  }

  @Test("whoever goes on stepping after a task is done stays, and so at the end")
  func steppingOn() throws {
    var state = try LearnState.sample()
    state.press(.enter, .right, .right, .right, .right)
    #expect(state.session.isPageDone)
    state.press(.right, .right)
    #expect(state.session.place == 1)
    state.go(to: state.session.pages.count - 1)
    #expect(state.press(.right).isEmpty)
  }

  @Test("a picture of tables that is too high is scrolled behind Tab, and any other key comes back")
  func picture() throws {
    var state = try LearnState.sample(size: Size(120, 16))
    state.session.go(to: 4)
    state.arrive()
    #expect(state.text.contains("more"))
    state.press(.tab)
    for _ in 0..<40 { state.press(.down) }
    #expect(state.text.contains("output address 0x4100_0abc") && state.focus == .scene)
    state.press(.character("q"))
    #expect(state.focus == .lesson && state.session.place == 4)
  }

  @Test("no key, in any order, traps or leaves a page that can't be drawn")
  func randomKeys() throws {
    let keys: [Keystroke] = [
      .enter, .left, .right, .up, .down, .tab, .pageUp, .pageDown, .control("t"),
      .character("a"), .character("b"), .character("1"), .character("?"), .character("w"),
      .character("q"), .character("x"), .backspace, .control("u"), .character(":"),
    ]
    var random = SplitMix64(seed: 0x7EA4)
    for size in [Size(60, 16), Size(80, 24), Size(120, 40)] {
      var state = try LearnState.sample(size: size)
      for _ in 0..<400 {
        state.press(keys[Int(random.next() % UInt64(keys.count))])
        #expect(state.draw().size == size)
      }
    }
  }
}
