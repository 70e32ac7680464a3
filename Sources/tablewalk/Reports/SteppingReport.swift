import KVM
import Machine

/// One instant of a scenario: what `step SCENARIO --at N --format json` prints.
///
/// The keys of ``StateReport`` and those of the simulated kernel; none is renamed or dropped while
/// its `version` is 1.
struct SteppingReport: Encodable {
  private let state: StateReport
  private let stepping: Stepping

  /// What a simulated kernel adds to an instant.
  fileprivate struct Stepping: Encodable {
    let scenario: String
    let title: String
    let edition: String
    /// Every policy that is not as in real kernels.
    let policies: [String: String]
    let schedule: String
    let steps: Int
    let threads: [Thread]
    let counters: [String: UInt64]
    /// TLBs' entries, references, dirty pages: what is so, by what it is about.
    let memory: [String: [String]]
    @Nullable var violation: Violation?
    let finished: Bool
  }

  fileprivate struct Thread: Encodable {
    let name: String
    @Nullable var step: String?
    @Nullable var function: String?
    @Nullable var does: String?
    let holds: [Hold]
    @Nullable var waitsFor: Wait?
  }

  fileprivate struct Hold: Encodable {
    let lock: String
    let mode: String
  }

  fileprivate struct Wait: Encodable {
    let what: String
    @Nullable var mode: String?
    let threads: [String]
  }

  fileprivate struct Violation: Encodable {
    let rule: String
    let words: String
    let reason: String
    let thread: String
    let step: String
    let index: Int
  }

  init(_ stepper: Stepper, at instant: Int) {
    state = StateReport(stepper.timeline, at: instant, countsInvalidations: true)
    stepping = Stepping(stepper, at: instant)
  }

  func encode(to encoder: any Encoder) throws {
    try state.encode(to: encoder)
    try stepping.encode(to: encoder)
  }
}

extension SteppingReport.Stepping {
  fileprivate init(_ stepper: Stepper, at instant: Int) {
    scenario = stepper.scenario.name
    title = stepper.scenario.title
    edition = stepper.model.edition.name
    policies = Dictionary(
      uniqueKeysWithValues: stepper.model.policies.filter { $0.chosen != $0.usual }
        .map { ($0.name, $0.chosen) })
    schedule = stepper.schedule(upTo: instant)
    steps = stepper.count - 1
    threads = stepper.threads(at: instant).map(SteppingReport.Thread.init)
    let machine = stepper.timeline.state(at: instant)
    counters = Dictionary(
      uniqueKeysWithValues: stepper.timeline.cast.counters.enumerated().map {
        ($1.name, machine.value(ofCounter: $0))
      })
    memory = Dictionary(
      uniqueKeysWithValues: stepper.facts(at: instant).map { ($0.subject, $0.items) })
    violation = stepper.violation.flatMap {
      $0.instant <= instant ? SteppingReport.Violation($0) : nil
    }
    finished = stepper.isFinished(at: instant)
  }
}

extension SteppingReport.Thread {
  fileprivate init(_ status: ThreadStatus) {
    name = status.name
    step = status.step.nilIfEmpty
    function = status.function.nilIfEmpty
    does = status.saying.nilIfEmpty
    holds = status.holds.map { SteppingReport.Hold(lock: $0.lock, mode: $0.mode.word) }
    waitsFor = status.waitsFor.map(SteppingReport.Wait.init)
  }
}

extension SteppingReport.Wait {
  fileprivate init(_ wait: ThreadStatus.Wait) {
    what = wait.words
    mode = wait.mode?.word
    threads = wait.threads
  }
}

extension SteppingReport.Violation {
  fileprivate init(_ violation: Stepper.Violation) {
    self.init(
      rule: violation.rule.rawValue, words: violation.rule.sentence, reason: violation.reason,
      thread: violation.thread, step: violation.step, index: violation.instant)
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
