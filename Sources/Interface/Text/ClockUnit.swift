/// What the clock of a timeline counts.
enum ClockUnit: Hashable, Sendable {
  /// Time, in nanoseconds.
  case time
  /// Steps of a simulation, one a microsecond of its timeline.
  case steps

  /// How long something took: “18 µs”, “3 steps”.
  func duration(_ nanoseconds: Int64) -> String {
    switch self {
    case .time: TimeText.duration(nanoseconds)
    case .steps: Prose.counted(Int(nanoseconds / 1_000), "step")
    }
  }
}

extension AppState {
  /// What the clock counts.
  var clockUnit: ClockUnit { stepper == nil ? .time : .steps }
}
