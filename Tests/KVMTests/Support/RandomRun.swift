import KVM
import TestSupport

/// Threads of a model moving in random order from its first state; a run that can't go on begins
/// again.
struct RandomRun {
  let model: Model
  private(set) var state: ModelState
  private(set) var moves: [Schedule.Move] = []
  private var random: SplitMix64
  /// Runs that came to an end of all threads, and runs that ended with a violation.
  private(set) var finished = 0
  private(set) var violations: [InvariantRule: Int] = [:]

  init(_ model: Model, seed: UInt64) {
    self.model = model
    state = model.initial
    random = SplitMix64(seed: seed)
  }

  /// Takes one step; false where the state is a first state again.
  mutating func step() -> Bool {
    let able = model.threads.indices.filter { model.isEnabled($0, in: state) }
    guard let thread = able.randomElement(using: &random) else {
      if model.threads.indices.allSatisfy({ model.isFinished($0, in: state) }) { finished += 1 }
      return restart()
    }
    let choice = Int.random(in: 0..<model.choiceCount(of: thread, in: state), using: &random)
    moves.append(Schedule.Move(thread: thread, choice: choice))
    if let violation = model.step(thread, choice: choice, in: &state) {
      violations[violation.rule, default: 0] += 1
      return restart()
    }
    return true
  }

  private mutating func restart() -> Bool {
    state = model.initial
    moves = []
    return false
  }
}

/// A seed of its own for each subject, the same on every run; print it with what fails.
func seed(of words: String...) -> UInt64 {
  words.joined(separator: "/").utf8.reduce(0xcbf2_9ce4_8422_2325) {
    ($0 ^ UInt64($1)) &* 0x100_0000_01b3
  }
}
