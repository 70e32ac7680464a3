import KVM
import Machine
import Screen

extension AppState {
  /// Looks at a simulation from its beginning; moves that it has made already are still to come.
  public init(
    stepper: Stepper, size: Size = Size(80, 24), theme: Theme = .standard, isASCII: Bool = false
  ) {
    self.init(
      timeline: stepper.timeline,
      recording: RecordingInfo(fileName: stepper.scenario.name, label: "simulated"),
      size: size, theme: theme, isASCII: isASCII)
    self.stepper = stepper
    seek(to: 0)
  }

  /// The earliest instant: a simulation begins with the state its scenario describes.
  var firstInstant: Int { stepper == nil ? -1 : 0 }

  /// Takes a simulation in after it has moved, and goes to an instant of it.
  mutating func take(_ stepper: Stepper, at instant: Int) {
    self.stepper = stepper
    timeline = stepper.timeline
    cursor = TimelineCursor(timeline)
    faultThreads = Set(timeline.cast.faults.map(\.thread)).sorted()
    seek(to: instant)
  }
}
