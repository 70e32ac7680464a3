import KVM
import Traces

/// The instants of something, and how they are told of.
struct Instants {
  /// The first that can be asked for.
  var first = 0
  /// The last; the first where there are none.
  var last: Int
  /// What has them: “the run”.
  var owner: String
  /// Whether there are none.
  var isEmpty = false

  /// The instants of a recording: its events.
  init(of recording: Recording) {
    last = max(0, recording.timeline.count - 1)
    owner = "the recording"
    isEmpty = recording.timeline.count == 0
  }

  /// The instants of a simulated run: before each move, and after the last.
  init(of stepper: Stepper) {
    last = stepper.count - 1
    owner = "the run"
  }

  /// The instants of something else, from 0.
  init(last: Int, owner: String) {
    self.last = last
    self.owner = owner
  }

  /// An instant that was asked for.
  ///
  /// - Parameter option: what it was given with.
  func checked(_ instant: Int, option: String) throws -> Int {
    guard instant >= first, instant <= last else {
      let range = isEmpty ? "no events" : "the instants \(first) to \(last)"
      throw UsageError(description: "\(option) \(instant): \(owner) has \(range).")
    }
    return instant
  }
}
