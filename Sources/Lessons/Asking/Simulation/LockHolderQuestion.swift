import Documents
import KVM

/// `lock-holder`: who holds a lock, and for what?
struct LockHolderQuestion: QuestionMaker {
  static let kind = "lock-holder"
  static let keys = SimulationAsked.keys + ["lock", "moves"]

  let simulation: SimulationAsked
  /// The kernel's name of the lock.
  let lock: String
  /// Moves that are made before it is asked, in words of a schedule; the student must think them.
  let moves: String

  init(_ fields: QuestionFields) throws(DocumentError) {
    simulation = try SimulationAsked(fields)
    lock = try fields.need("lock").text()
    moves = try fields["moves"]?.flowing() ?? ""
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    var (stepper, instant) = try simulation.stepper(in: context)
    guard stepper.model.locks.contains(where: { $0.words == lock }) else {
      throw LessonError(
        "no lock is called “\(lock)”; there are "
          + stepper.model.locks.map(\.words).joined(separator: ", "))
    }
    try make(moves, in: &stepper, from: &instant)
    let threads = stepper.threads(at: instant)
    var choices = ["nobody"]
    for thread in threads where !thread.isDaemon {
      choices += ["\(thread.name), to read", "\(thread.name), to write"]
    }
    let holders = threads.flatMap { thread in
      thread.holds.filter { $0.lock == lock }.map { "\(thread.name), to \($0.mode.word)" }
    }
    if holders.count > 1 { choices.append(holders.joined(separator: "; ")) }
    let right = holders.isEmpty ? "nobody" : holders.joined(separator: "; ")
    if !choices.contains(right) { choices.append(right) }
    let waiting = threads.filter { $0.waitsFor?.words == lock }.map(\.name)
    let before = moves.isEmpty ? "" : " after the moves `\(moves)`"
    return Question(
      "Who holds `\(lock)`\(before)?",
      form: .choice(choices, right: choices.firstIndex(of: right) ?? 0),
      hints: ["The Locks panel has every lock with its holders."],
      explanation: [
        "\(lock) is held by \(right)."
          + (waiting.isEmpty
            ? "" : " \(waiting.joined(separator: " and ")) can't move before it is free.")
      ])
  }

  private func make(
    _ moves: String, in stepper: inout Stepper, from instant: inout Int
  ) throws(LessonError) {
    let names = stepper.model.threads.map(\.name)
    guard let schedule = try? Schedule(moves, threads: names) else {
      throw LessonError("the moves “\(moves)” can't be read")
    }
    for move in schedule.moves {
      do { try stepper.move(move, from: instant) } catch {
        throw LessonError("a move of “\(moves)” can't be taken: \(error)")
      }
      instant += 1
    }
  }
}
