import KVM
import Machine

extension AppState {
  /// Actions that only a simulation knows.
  mutating func simulate(_ action: Action) -> [Effect] {
    playback.isPlaying = false
    guard stepper != nil else { return [] }
    switch action {
    case .stepChosen(let way): return stepChosen(way: way)
    case .chooseThread(let steps): chooseThread(by: steps)
    case .runToHandOver:
      return run(until: "no lock gets a new holder any more") {
        $0.contains { $0.kind == .lockHold && $0.new != 0 }
      }
    case .runToEnd: return run(until: "") { _ in false }
    case .changeEdition(let steps): return changeEdition(by: steps)
    case .showSchedule: showSchedule()
    case .toggleComparison: return toggleComparison()
    case .explore: return explore()
    case .exploreFromHere: return exploreFromHere()
    default: break
    }
    return []
  }

  /// Takes the chosen thread's next step; says why it can't be taken where that is so.
  mutating func stepChosen(way: Int) -> [Effect] { step(thread: chosenThread, way: way) }

  /// Takes a thread's next step; says why it can't be taken where that is so.
  mutating func step(thread: Int, way: Int) -> [Effect] {
    guard var stepper else { return [] }
    do {
      try stepper.move(Schedule.Move(thread: thread, choice: way), from: index)
    } catch {
      return go(to: nil, or: refusalSentence(error))
    }
    take(stepper, at: index + 1)
    return []
  }

  /// Chooses another thread of the simulation.
  mutating func chooseThread(by steps: Int) {
    let count = stepper?.model.threads.count ?? 0
    guard count > 0 else { return }
    chosenThread = ((chosenThread + steps) % count + count) % count
  }

  /// Why a move can't be taken now, and what can be done instead.
  func refusalSentence(_ refusal: Stepper.Refusal) -> String {
    RefusalWords.sentence(refusal, threads: stepper?.threads(at: index) ?? [])
  }
}

// MARK: - Running

extension AppState {
  /// The most moves that one key takes.
  static let longestRun = 10_000

  /// The move that is taken when nobody chooses: the one taken here before, that of the scenario's
  /// own schedule, or that of the usual order.
  var nextMove: Schedule.Move? { stepper.flatMap { AppState.next($0, index, plan) } }

  private static func next(
    _ stepper: Stepper, _ instant: Int, _ plan: [Schedule.Move]
  ) -> Schedule.Move? {
    if stepper.moves.indices.contains(instant) { return stepper.moves[instant] }
    if let violation = stepper.violation, violation.instant <= instant { return nil }
    if plan.indices.contains(instant), plan.starts(with: stepper.moves) { return plan[instant] }
    return stepper.usualMove(at: instant)
  }

  /// Moves in time that a simulation makes by going on; nil for those that are as in a recording.
  mutating func run(_ action: Action) -> [Effect]? {
    switch action {
    case .step(let steps) where steps > 0:
      guard nextMove != nil else { return go(to: nil, or: endSentence) }
      run(limit: steps) { _ in false }
      return []
    case .step:
      return index > firstInstant ? nil : go(to: nil, or: "this is the beginning")
    case .nextWrite:
      return run(until: "no table entry is written any more") {
        $0.contains(where: \.writesTables)
      }
    case .nextFault:
      return run(until: "no fault is taken any more") {
        $0.contains { $0.kind == .threadFault && $0.new != 0 }
      }
    default: return nil
    }
  }

  /// Runs on until something holds of a move's changes, and says so where it ended before.
  mutating func run(
    until missing: String, _ isReached: ([Change]) -> Bool
  ) -> [Effect] {
    guard nextMove != nil else { return go(to: nil, or: endSentence) }
    let before = index
    var wasReached = false
    run(limit: AppState.longestRun) {
      wasReached = isReached($0)
      return wasReached
    }
    guard !wasReached, violationNow == nil else { return [] }
    let end =
      index - before >= AppState.longestRun
      ? "\(AppState.longestRun) steps and no end: the threads may go round for ever" : endSentence
    message = Message(text: missing.isEmpty ? end : "\(missing): \(end)", isError: false)
    return []
  }

  /// Takes moves when nobody chooses, until all non-daemons have come to their end.
  @discardableResult
  mutating func run(limit: Int, until isReached: ([Change]) -> Bool) -> Int {
    guard var stepper else { return 0 }
    let plan = plan
    let isOver = stepper.isFinished(at: index)
    let instant = stepper.run(
      from: index, limit: limit,
      next: { stepper, instant in
        // At the end of all that have one, a step more is taken only when asked for singly.
        guard isOver || !stepper.isFinished(at: instant) else { return nil }
        return AppState.next(stepper, instant, plan)
      }, until: isReached)
    take(stepper, at: instant)
    return instant
  }

  /// Why nothing goes on from here.
  private var endSentence: String {
    guard let stepper else { return "" }
    if let violationNow { return refusalSentence(.violated(violationNow.rule)) }
    if stepper.isFinished(at: index) {
      return "every thread has come to its end; no rule was violated"
    }
    return "no thread can take a step; Threads says what each waits for"
  }
}
