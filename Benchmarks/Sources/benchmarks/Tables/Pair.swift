import Foundation

/// The same work in Swift and in C, run in turns so that both meet the same noise.
struct Pair {
  /// What is done.
  let name: String
  /// How often a run does it.
  let operations: Int
  /// The most times C's time that is meant to be needed; nil for no aim.
  var aim: Double?

  /// Runs both `rounds` times in turns and prints the best of each, and their ratio.
  func measure(rounds: Int = 7, swift: () throws -> Duration, c: () throws -> Duration) rethrows {
    var ours = Duration.seconds(1_000_000)
    var theirs = Duration.seconds(1_000_000)
    for _ in 0..<rounds {
      ours = min(ours, try swift())
      theirs = min(theirs, try c())
    }
    let aimed = aim.map { String(format: " (aim %.1f)", $0) } ?? ""
    print(
      String(
        format: "%9.2f ns  %9.2f ns in C  %5.2f × C%@  %@", nanoseconds(ours),
        nanoseconds(theirs), ours / theirs,
        aimed.padding(toLength: 10, withPad: " ", startingAt: 0),
        name))
  }

  private func nanoseconds(_ time: Duration) -> Double {
    time / .nanoseconds(1) / Double(operations)
  }
}

/// The time a piece of work takes.
func timed(_ body: () throws -> Void) rethrows -> Duration {
  try ContinuousClock().measure(body)
}

/// What went wrong in a measurement that must not.
struct BenchmarkError: Error { let message: String }
