/// A place in a timeline, with the state there; moves forwards and back.
public struct TimelineCursor: Sendable {
  /// The instant: the number of the last event applied, −1 before the first.
  public private(set) var index: Int
  /// The state at the instant.
  public private(set) var state: MachineState

  /// Starts before the first event.
  public init(_ timeline: Timeline) {
    index = -1
    state = MachineState(cast: timeline.cast)
  }

  /// Moves to an instant by the shortest of: stepping on, stepping back, a kept state.
  ///
  /// Targets outside −1..<count mean the nearest end. O(events between).
  public mutating func seek(to target: Int, in timeline: Timeline) {
    let target = min(max(target, -1), timeline.count - 1)
    if abs(target - index) > timeline.distanceToKeyframe(from: target) {
      (index, state) = timeline.keyframe(nearest: target)
    }
    while index < target {
      index += 1
      Timeline.step(&state, to: index, log: timeline.log, cast: timeline.cast)
    }
    while index > target {
      Timeline.stepBack(&state, from: index, log: timeline.log, cast: timeline.cast)
      index -= 1
    }
  }
}
