import Explorer
import KVM

/// Goes the ways that a search found once more, step by step as the stepper does, for the words and as
/// a check of the search.
struct Replay {
  let model: Model
  let layout: Layout

  /// The words of a violation, and whether it comes about.
  func finding(
    _ violation: SearchResult.Violation,
    _ claim: (rule: InvariantRule, thread: Int, step: Step)?
  ) -> Finding {
    let schedule = violation.moves.schedule
    let (state, found, isPossible) = play(schedule)
    let reason = found.map { ValueWords(model: model, layout: layout).say($0.phrase, in: state) }
    let rule = found?.rule ?? claim?.rule ?? .model
    return Finding(
      rule: rule, schedule: schedule, roundStart: nil,
      thread: found?.thread.map { model.threads[$0].name } ?? "", step: found?.step ?? "",
      reason: reason ?? "the stepper does not come to it",
      isConfirmed: isPossible && found != nil && (claim == nil || rule == claim?.rule))
  }

  func finding(deadlock moves: [Move]) -> Finding {
    let (state, found, isPossible) = play(moves.schedule)
    let isStuck = !model.threads.indices.contains { model.isEnabled($0, in: state) }
    let waiting = model.threads.indices.filter {
      !model.threads[$0].isDaemon && !model.isFinished($0, in: state)
    }
    return Finding(
      rule: .progress, schedule: moves.schedule, roundStart: nil, thread: "", step: "",
      reason: "nobody can move, and \(names(waiting)) has not come to an end",
      isConfirmed: isPossible && found == nil && isStuck && !waiting.isEmpty)
  }

  func finding(_ round: SearchResult.Round) -> Finding {
    let (start, before, isPossible) = play(round.moves.schedule)
    let whole = (round.moves + round.round).schedule
    let (end, found, comesRound) = play(whole)
    return Finding(
      rule: .progress, schedule: whole, roundStart: round.moves.count, thread: "", step: "",
      reason:
        "the last \(round.round.count) steps can be taken again and again: everyone moves who "
        + "can, and \(names(round.waiting)) never comes to an end",
      isConfirmed: isPossible && comesRound && before == nil && found == nil && start == end)
  }

  private func names(_ threads: [Int]) -> String {
    threads.map { model.threads[$0].name }.joined(separator: ", ")
  }

  private func play(
    _ schedule: Schedule
  ) -> (state: ModelState, violation: Model.Violation?, isPossible: Bool) {
    var state = model.initial
    var violation = model.firstViolation(in: state)
    for move in schedule.moves {
      guard violation == nil, model.isEnabled(move.thread, in: state) else {
        return (state, violation, false)
      }
      violation = model.step(move.thread, choice: move.choice, in: &state)
    }
    return (state, violation, true)
  }
}

extension [Move] {
  /// As the stepper takes them.
  var schedule: Schedule {
    Schedule(moves: map { Schedule.Move(thread: $0.thread, choice: $0.way) })
  }
}
