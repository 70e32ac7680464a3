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
    focus = .threads
    begin(stepper)
  }

  /// The earliest instant: a simulation begins with the state its scenario describes.
  var firstInstant: Int { stepper == nil ? -1 : 0 }

  /// How many moves of the usual order are tried out beforehand.
  private static let plannedMoves = 1_000

  /// Shows another simulation, or the same one set up anew, from its beginning.
  mutating func begin(_ stepper: Stepper) {
    var trial = stepper
    // What was played already is the order that is gone on with.
    if stepper.moves.isEmpty { trial.playToEnd(limit: AppState.plannedMoves) }
    plan = trial.moves
    chosenThread = min(chosenThread, max(0, stepper.model.threads.count - 1))
    selectedThread = nil
    take(stepper, at: 0)
  }

  /// Takes a simulation in after it has moved, and goes to an instant of it.
  mutating func take(_ stepper: Stepper, at instant: Int) {
    self.stepper = stepper
    timeline = stepper.timeline
    cursor = TimelineCursor(timeline)
    faultsLookedAt = 0
    faultThreads = []
    noteFaultThreads()
    renewFilters()
    if let comparison {
      self.comparison = Comparison(
        stepper, edition: comparison.edition, knownAs: comparison)
    }
    seek(to: instant)
  }

  /// The rule violated at this instant; nil for none.
  var violationNow: Stepper.Violation? {
    stepper?.violation.flatMap { $0.instant <= index ? $0 : nil }
  }

  /// The step that led to this instant, as it looked before it was taken; nil at the beginning.
  var lastStep: ThreadStatus? {
    guard let stepper, stepper.moves.indices.contains(index - 1) else { return nil }
    return stepper.threads(at: index - 1)[stepper.moves[index - 1].thread]
  }

  /// The panels that digits and Tab lead to.
  var panelOrder: [PanelName] {
    guard stepper != nil else { return PanelName.ofRecordings }
    return PanelName.ofSimulations.filter { $0 != .compared || comparison != nil }
  }

  /// The panels that Tab goes through: where threads are shown, the fault is there for its digit.
  var tabOrder: [PanelName] { stepper == nil ? panelOrder : panelOrder.filter { $0 != .fault } }
}
