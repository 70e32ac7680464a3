import Machine

/// A scenario being stepped through: who moved so far, every state on the way, and the timeline of
/// it all.
///
/// Instant 0 is the beginning; instant n is after n moves. Going back only moves the person's place;
/// a move that differs from the one already there cuts off what came after it.
public struct Stepper: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The model it runs.
  public let model: Model
  /// The addresses of the model's numbers.
  public let layout: Layout
  /// Policies that were chosen beside the scenario's own.
  public let policies: [String: String]
  /// The moves so far.
  public private(set) var moves: [Schedule.Move] = []
  /// What was violated by the last move, or by the first state; nil for nothing.
  public private(set) var violation: Violation?
  /// Everything that happened, one event for the beginning and one for each move.
  public private(set) var timeline: Timeline

  private var states: [ModelState]
  private var writer: TimelineWriter
  private var progress: ProgressWatch
  private let words: ValueWords

  /// A rule that was violated, with words for what and who.
  public struct Violation: Hashable, Sendable {
    /// The rule.
    public var rule: InvariantRule
    /// The instant.
    public var instant: Int
    /// The thread that did it; empty for the first state.
    public var thread: String
    /// The step's label.
    public var step: String
    /// What is wrong.
    public var reason: String
  }

  /// Sets a scenario up, ready for its first move.
  ///
  /// - Parameters:
  ///   - edition: nil for the scenario's own.
  ///   - policies: those that differ from the scenario's.
  public init(
    _ scenario: Scenario, edition: Edition? = nil, policies: [String: String] = [:]
  ) throws(ModelInputError) {
    self.scenario = scenario
    self.policies = policies
    (model, layout) = try scenario.model(edition: edition, policies: policies)
    words = ValueWords(model: model, layout: layout)
    states = [model.initial]
    progress = ProgressWatch(model.initial)
    writer = TimelineWriter(scenario: scenario, model: model, layout: layout)
    writer.begin(model.initial)
    timeline = writer.timeline
    if let first = model.firstViolation(in: model.initial) { note(first, in: model.initial) }
  }

  /// The number of instants, at least 1.
  public var count: Int { states.count }

  /// The model's state at an instant; those beyond an end mean the end.
  public func state(at instant: Int) -> ModelState {
    states[min(max(instant, 0), states.count - 1)]
  }

  /// What every thread is about to do at an instant.
  public func threads(at instant: Int) -> [ThreadStatus] {
    model.threads.indices.map { model.status(of: $0, in: state(at: instant), words: words) }
  }

  /// The schedule up to an instant, as text.
  public func schedule(upTo instant: Int) -> String {
    Schedule(moves: Array(moves.prefix(max(0, instant)))).text(
      threads: model.threads.map(\.name))
  }

  /// Whether every thread that has an end has come to it.
  public func isFinished(at instant: Int) -> Bool {
    let state = state(at: instant)
    return model.threads.indices.allSatisfy {
      model.threads[$0].isDaemon || model.isFinished($0, in: state)
    }
  }
}

// MARK: - Moving

extension Stepper {
  /// Why a thread can't move.
  public enum Refusal: Error, Hashable, Sendable {
    /// It has come to its end.
    case finished(String)
    /// Something is in its way.
    case blocked(String, ThreadStatus.Wait)
    /// A rule was violated: nothing goes on from here.
    case violated(InvariantRule)
    /// The step can't go that way.
    case noSuchChoice(Int, of: Int)
  }

  /// Takes a thread's next step from an instant; what came after it before is kept only if the same
  /// step was taken there.
  public mutating func move(
    _ move: Schedule.Move, from instant: Int
  ) throws(Refusal) {
    let kept = moves
    try advance(move, from: instant)
    if moves != kept { timeline = writer.timeline }
  }

  /// The same without making the timeline anew, for many moves in a row.
  private mutating func advance(
    _ move: Schedule.Move, from instant: Int
  ) throws(Refusal) {
    let instant = min(max(instant, 0), states.count - 1)
    if instant < moves.count, moves[instant] == move { return }
    if let violation, violation.instant <= instant { throw .violated(violation.rule) }
    let status = model.status(of: move.thread, in: states[instant], words: words)
    if status.isFinished { throw .finished(status.name) }
    if let wait = status.waitsFor { throw .blocked(status.name, wait) }
    guard move.choice < status.choices else {
      throw .noSuchChoice(move.choice, of: status.choices)
    }
    cut(after: instant)
    append(move, status)
  }

  /// The thread that moves when nobody chooses: the one that moved last for as long as it can and
  /// does not come round to where it was, then the next that can and is no daemon, then the next that
  /// can; nil where nobody can.
  public func usualMove(at instant: Int) -> Schedule.Move? {
    if instant < moves.count, instant >= 0 { return moves[instant] }
    if let violation, violation.instant <= instant { return nil }
    let state = state(at: instant)
    let last = moves.last?.thread ?? model.threads.count - 1
    let inTurn = model.threads.indices.map { (last + 1 + $0) % model.threads.count }
    let able = inTurn.filter { model.isEnabled($0, in: state) }
    if !moves.isEmpty, able.contains(last), !model.threads[last].isDaemon,
      !progress.hasComeRound(to: state, at: instant)
    {
      return Schedule.Move(thread: last)
    }
    let thread = able.first { !model.threads[$0].isDaemon } ?? able.first
    return thread.map { Schedule.Move(thread: $0) }
  }

  /// Takes moves from an instant on, one after the other, until something holds of the changes that
  /// the last one made, there is no next move, a rule is violated, or so many were taken.
  ///
  /// - Parameter next: the move at an instant; nil ends the run.
  /// - Returns: the instant it came to.
  public mutating func run(
    from instant: Int, limit: Int, next: (Stepper, Int) -> Schedule.Move?,
    until isReached: ([Change]) -> Bool
  ) -> Int {
    let kept = moves
    var instant = min(max(instant, 0), states.count - 1)
    for _ in 0..<max(0, limit) {
      guard let move = next(self, instant) else { break }
      do { try advance(move, from: instant) } catch { break }
      instant += 1
      if isReached(Array(writer.builder.log.changes(ofEventAt: instant))) { break }
    }
    if moves != kept { timeline = writer.timeline }
    return instant
  }

  /// Takes moves one after the other for as long as they can be taken.
  ///
  /// - Returns: how many were taken, and why the next one was not.
  @discardableResult
  public mutating func play(_ schedule: [Schedule.Move]) -> (taken: Int, refusal: Refusal?) {
    for (number, next) in schedule.enumerated() {
      do {
        try advance(next, from: number)
      } catch {
        timeline = writer.timeline
        return (number, error)
      }
    }
    timeline = writer.timeline
    return (schedule.count, nil)
  }

  private mutating func cut(after instant: Int) {
    guard instant < moves.count else { return }
    moves.removeSubrange(instant...)
    states.removeSubrange((instant + 1)...)
    violation = nil
    progress.forget(after: instant)
    writer = TimelineWriter(scenario: scenario, model: model, layout: layout)
    writer.begin(states[0])
    for (number, move) in moves.enumerated() {
      let status = model.status(of: move.thread, in: states[number], words: words)
      writer.write(move, status, from: states[number], to: states[number + 1])
    }
  }

  private mutating func append(_ move: Schedule.Move, _ status: ThreadStatus) {
    let before = states[states.count - 1]
    var state = before
    let found = model.step(move.thread, choice: move.choice, in: &state)
    moves.append(move)
    states.append(state)
    writer.write(move, status, from: before, to: state)
    if let found { return note(found, in: state) }
    if let reason = progress.violation(of: model, moves: moves, states: states) {
      note(
        Model.Violation(rule: .progress, thread: nil, step: status.step, phrase: reason), in: state)
    }
  }

  private mutating func note(_ found: Model.Violation, in state: ModelState) {
    violation = Violation(
      rule: found.rule, instant: states.count - 1,
      thread: found.thread.map { model.threads[$0].name } ?? "", step: found.step,
      reason: words.say(found.phrase, in: state))
  }
}

extension Stepper {
  /// Takes the scenario's own schedule as far as it can be taken, then the usual order, until nobody
  /// can move, a rule is violated, everyone has come to an end, or so many moves were taken.
  public mutating func playToEnd(limit: Int) {
    let written =
      (try? Schedule(scenario.schedule, threads: model.threads.map(\.name)))?.moves ?? []
    playWherePossible(written)
    while moves.count < limit, !isFinished(at: moves.count),
      let next = usualMove(at: moves.count)
    {
      do { try advance(next, from: moves.count) } catch { break }
    }
    timeline = writer.timeline
  }

  /// Takes moves from the end on; one that can't be taken is left out.
  public mutating func playWherePossible(_ schedule: [Schedule.Move]) {
    for move in schedule {
      do { try advance(move, from: moves.count) } catch { continue }
    }
    timeline = writer.timeline
  }
}
