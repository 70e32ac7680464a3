import Explorer
import Foundation
import Interface
import Interleavings
import KVM
import Synchronization

/// Searches every order of a scenario's steps on a thread of its own, one question after the other.
final class BackgroundExploration: Sendable {
  private let news = Mutex<[Int: ExplorationAnswer]>([:])
  private let isStopped = Atomic(false)
  private let isDone = Atomic(false)

  /// How much memory a search may take.
  private static let mostBytes = 2 << 30
  /// How often it is told how far a search has come, at most.
  private static let interval = Duration.milliseconds(100)

  /// Begins to search.
  init(_ scenario: Scenario, _ questions: [ExplorationQuestion]) {
    let thread = Thread { [self] in
      for (number, question) in questions.enumerated() where !isStopped.load(ordering: .relaxed) {
        search(scenario, question, number)
      }
      isDone.store(true, ordering: .releasing)
    }
    thread.name = "explorer"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Whether nothing more will come.
  var isFinished: Bool { isDone.load(ordering: .acquiring) }

  /// Ends the search as soon as it notices.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// The answers that have come since they were asked for last, by question.
  func latest() -> [Int: ExplorationAnswer] {
    news.withLock { news in
      defer { news = [:] }
      return news
    }
  }

  private func search(_ scenario: Scenario, _ question: ExplorationQuestion, _ number: Int) {
    let start = ContinuousClock.now
    var published = start
    var progress = SearchProgress()
    func publish(_ verdict: ExplorationAnswer.Verdict) {
      var answer = ExplorationAnswer(verdict)
      answer.states = progress.states
      answer.frontier = progress.frontier
      answer.depth = progress.depth
      answer.seconds = (ContinuousClock.now - start) / .seconds(1)
      news.withLock { $0[number] = answer }
    }
    publish(.searching)
    do {
      let exploration = try Self.exploration(scenario, question)
      let outcome = exploration.run { now in
        progress = now
        if isStopped.load(ordering: .relaxed) { return .cancelled }
        if ContinuousClock.now - published >= Self.interval {
          published = ContinuousClock.now
          publish(.searching)
        }
        return nil
      }
      progress = outcome.result.progress
      publish(Self.verdict(outcome, question))
    } catch {
      publish(.impossible(error.words))
    }
  }

  /// Answers one question at once.
  static func answer(_ scenario: Scenario, _ question: ExplorationQuestion) -> ExplorationAnswer {
    do {
      let outcome = try exploration(scenario, question).run()
      var answer = ExplorationAnswer(verdict(outcome, question))
      answer.states = outcome.result.progress.states
      answer.depth = outcome.result.progress.depth
      return answer
    } catch { return ExplorationAnswer(.impossible(error.words)) }
  }

  private static func exploration(
    _ scenario: Scenario, _ question: ExplorationQuestion
  ) throws(ModelInputError) -> Exploration {
    var options = SearchOptions()
    options.mostBytes = mostBytes
    options.looksForAll = question.asksForAll
    let exploration = try Exploration(
      scenario, edition: question.edition, policies: question.policies, options: options)
    guard !question.moves.isEmpty else { return exploration }
    var stepper = try Stepper(
      scenario, edition: question.edition, policies: question.policies)
    stepper.play(question.moves)
    return exploration.starting(at: stepper.state(at: stepper.count - 1))
  }

  private static func verdict(
    _ outcome: Outcome, _ question: ExplorationQuestion
  ) -> ExplorationAnswer.Verdict {
    switch outcome.verdict {
    case .safe: return .safe(reachesEnd: outcome.reachesEnd)
    case .violation(let rule):
      let all = outcome.findings.map { found in
        ExplorationAnswer.Counterexample(
          rule: found.rule, reason: found.reason, moves: question.moves + found.schedule.moves)
      }.sorted { $0.moves.count < $1.moves.count }
      guard let first = all.first else {
        return .notExhausted("no way to \(rule.rawValue) is told")
      }
      return .violation(first, others: Array(all.dropFirst()))
    case .notExhausted: return .notExhausted(reason(outcome.result.stopReason))
    }
  }

  private static func reason(_ reason: StopReason?) -> String {
    switch reason {
    case .memory: "its states take \(mostBytes >> 30) GiB, which is as much as they may"
    case .cancelled: "it was stopped"
    case .states, .depth, .time, nil: "it gave up"
    }
  }
}
