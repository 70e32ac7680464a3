import KVM
import Machine
import Testing
import VMSA

/// The model's run of a recorded scenario: the vCPU alone, but that within a fault's get_user_pages
/// the invalidations run that the recording has there.
struct ModelRun {
  let scenario: Scenario
  let model: Model
  private var state: ModelState
  private(set) var moves: [Schedule.Move] = []
  /// The instant after each fault's last step.
  private(set) var faultEnds: [Int] = []
  private var nextInvalidation = 1

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    model = try scenario.model().model
    state = model.initial
  }

  /// Runs the vCPU through one fault more, past accesses that are translated.
  ///
  /// - Parameter invalidations: how many run within the fault's get_user_pages.
  /// - Returns: whether there was one; false leaves the vCPU before its way out of KVM_RUN.
  mutating func runFault(invalidations: Int) throws -> Bool {
    while label(of: 0) == "G" { try step(0) }
    guard label(of: 0) != "F17" else { return false }
    while label(of: 0) != "G", label(of: 0) != "F17" {
      if label(of: 0) == "F8" {
        for _ in 0..<invalidations {
          try runToEnd(of: nextInvalidation)
          nextInvalidation += 1
        }
      }
      try step(0)
    }
    faultEnds.append(moves.count)
    return true
  }

  /// Runs another thread to its end, or until it is about to take a step.
  mutating func runToEnd(of thread: Int, before last: String = "") throws {
    while !model.isFinished(thread, in: state), label(of: thread) != last || last.isEmpty {
      try step(thread)
    }
  }

  /// Runs an ioctl's thread to its end; that of the dirty log's reading ends where it begins the
  /// second one, which waits for the guest to stop. Before it, the guest makes the access that its
  /// last fault was about, as it does before it leaves for user space.
  mutating func runIoctl(of thread: Int) throws {
    try step(0)
    try #require(label(of: 0) == "G")
    let first = label(of: thread)
    try step(thread)
    try runToEnd(of: thread, before: first)
  }

  /// The sum of an array's words.
  func sum(of name: String) -> Int {
    let variable = model.variables.first { $0.thread == nil && $0.name == name }
    return variable.map { state.words[$0.base..<$0.base + $0.count].reduce(0) { $0 + Int($1) } }
      ?? 0
  }

  /// Takes one step of a thread, the first way where there are several.
  mutating func step(_ thread: Int) throws {
    let label = label(of: thread)
    try #require(model.isEnabled(thread, in: state), "\(model.threads[thread].name) at \(label)")
    let violation = model.step(thread, in: &state)
    try #require(violation == nil, "\(label): \(String(describing: violation))")
    moves.append(Schedule.Move(thread: thread))
  }

  private func label(of thread: Int) -> String {
    model.nextStep(of: thread, in: state)?.label ?? ""
  }

  /// The run as the screen would show it.
  func timeline() throws -> Timeline {
    var stepper = try Stepper(scenario)
    let (taken, refusal) = stepper.play(moves)
    try #require(taken == moves.count, "\(String(describing: refusal))")
    return stepper.timeline
  }
}
