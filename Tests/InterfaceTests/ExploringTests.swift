import KVM
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Exploring on the screen")
struct ExploringTests {
  @Test("x asks about every order from the beginning, wherever one stands")
  func everyOrder() {
    var state = AppState.scenario("S1")
    for _ in 0..<5 { state.press(.right) }
    let effects = state.press(.character("x"))
    #expect(state.mode == .exploring)
    #expect(
      effects == [
        .explore([
          ExplorationQuestion(edition: .v6_19, policies: [:], moves: [], title: "as it is")
        ])
      ])
  }

  @Test("X asks what can still come of the steps taken up to here")
  func fromHere() throws {
    var state = AppState.scenario("S1")
    for _ in 0..<5 { state.press(.right) }
    state.press(.left)
    let question = try #require(ExploringTests.questions(state.press(.character("X"))).first)
    #expect(question.asksForAll)
    #expect(question.moves == Array(repeating: Schedule.Move(thread: 0), count: 4))
  }

  @Test("where a rule is violated already, X asks nothing and says so")
  func violated() {
    var state = AppState.variant("no look at the invalidation's marks", of: "S1")
    state.press(.character("v"))
    #expect(state.press(.character("X")) == [.beep])
    #expect(state.exploring == nil)
    #expect(state.message?.text.contains("is violated here") == true)
  }

  @Test("p asks about every other edition and every other choice of every policy, each once")
  func others() throws {
    var state = AppState.scenario("S1")
    state.press(.character("x"))
    let questions = ExploringTests.questions(state.press(.character("p")))
    let stepper = try #require(state.stepper)
    let editions = questions.filter { $0.policies.isEmpty }.map(\.edition)
    #expect(Set(editions) == Set(stepper.scenario.editions).union([stepper.model.edition]))
    #expect(editions.count == Set(editions).count)
    let choices = questions.flatMap { $0.policies.map { "\($0) \($1)" } }
    let expected = stepper.model.policies.flatMap { policy in
      policy.choices.filter { $0 != policy.chosen }.map { "\(policy.name) \($0)" }
    }
    #expect(choices == expected)
    #expect(!expected.isEmpty)
  }

  @Test("o sets up the chosen question's counterexample, with its steps still to come")
  func open() throws {
    var state = ExploringTests.answered()
    state.press(.down)
    let effects = state.press(.character("o"))
    #expect(effects == [.stopExploring])
    #expect(state.exploring == nil)
    #expect(state.index == 0)
    let stepper = try #require(state.stepper)
    #expect(stepper.policies == ["retryCheck": "none"])
    #expect(stepper.violation?.rule == .freedPage)
    state.press(.character("v"))
    #expect(state.index == stepper.moves.count)
    #expect(state.violationNow?.rule == .freedPage)
  }

  @Test("o on a question that found nothing beeps and stays")
  func nothingToOpen() {
    var state = ExploringTests.answered()
    #expect(state.press(.character("o")) == [.beep])
    #expect(state.exploring != nil)
  }

  @Test("Escape stops the search, and late answers are dropped")
  func leaving() {
    var state = ExploringTests.answered()
    #expect(state.press(.escape) == [.stopExploring])
    state.take(ExplorationAnswer(.safe(reachesEnd: true)), to: 0)
    #expect(state.exploring == nil)
    #expect(state.mode == .stepping)
  }

  @Test("an answer to no question of these changes nothing")
  func strayAnswer() {
    var state = ExploringTests.answered()
    let before = state.text
    state.take(ExplorationAnswer(.safe(reachesEnd: true)), to: 99)
    state.take(ExplorationAnswer(.safe(reachesEnd: true)), to: -1)
    #expect(state.text == before)
  }

  @Test(
    "of very many answers those that are fewer are named, and never so many as to hide the others")
  func summaries() {
    let questions = (0..<50).map {
      ExplorationQuestion(edition: .v6_19, policies: [:], moves: [], title: "question \($0)")
    }
    var exploring = Exploring("all", questions)
    for number in 0..<50 { exploring.take(ExplorationAnswer(.safe(reachesEnd: true)), to: number) }
    #expect(exploring.summary == "50 safe, 0 not.")
    let found = ExplorationAnswer.Counterexample(rule: .freedPage, reason: "", moves: [])
    exploring.take(ExplorationAnswer(.violation(found, others: [])), to: 7)
    #expect(exploring.summary == "49 safe, 1 not. Not safe: question 7.")
    for number in 0..<30 {
      exploring.take(ExplorationAnswer(.violation(found, others: [])), to: number)
    }
    #expect(exploring.summary == "20 safe, 30 not.")
    #expect(Exploring("one", [questions[0]]).summary == nil)
  }

  @Test("the screen of answers", arguments: [Size(80, 24), Size(120, 40)])
  func screen(size: Size) {
    var state = ExploringTests.answered(size: size)
    state.press(.down)
    expectSnapshot(state.text, named: "exploring-\(size)")
  }

  @Test("the screen while it searches")
  func searching() {
    var state = AppState.scenario("S4", size: Size(80, 24))
    state.press(.character("x"))
    var answer = ExplorationAnswer(.searching)
    (answer.states, answer.frontier, answer.depth, answer.seconds) = (41_234, 812, 17, 0.2)
    state.take(answer, to: 0)
    expectSnapshot(state.text, named: "exploring-searching-80x24")
  }

  /// Three questions: one safe, one with a violation that comes about, one that was given up.
  private static func answered(size: Size = Size(120, 40)) -> AppState {
    var state = AppState.variant("no look at the invalidation's marks", of: "S1", size: size)
    let policies = state.stepper?.policies ?? [:]
    let moves = state.stepper?.moves ?? []
    state = AppState.scenario("S1", size: size)
    var questions = ["as it is", "retryCheck: none", "in v6.3"].map {
      ExplorationQuestion(edition: .v6_19, policies: [:], moves: [], title: $0)
    }
    questions[1].policies = policies
    state.exploring = Exploring("every order of S1 in v6.19", questions)
    var safe = ExplorationAnswer(.safe(reachesEnd: true))
    (safe.states, safe.depth) = (1234, 40)
    state.take(safe, to: 0)
    var bad = ExplorationAnswer(
      .violation(
        .init(rule: .freedPage, reason: "a page that is mapped is free", moves: moves),
        others: [.init(rule: .progress, reason: "v0 never comes to an end", moves: moves)]))
    (bad.states, bad.depth, bad.seconds) = (99, 12, 1.25)
    state.take(bad, to: 1)
    state.take(ExplorationAnswer(.notExhausted("it was stopped")), to: 2)
    return state
  }

  private static func questions(_ effects: [Effect]) -> [ExplorationQuestion] {
    effects.flatMap { effect -> [ExplorationQuestion] in
      if case .explore(let questions) = effect { return questions }
      return []
    }
  }
}
