import Explorer
import Interleavings
import KVM

/// What a search found: what `explore --format json` prints. No key is renamed or dropped while
/// `version` is 1.
struct ExplorationReport: Encodable {
  let version = 1
  let scenario: String
  let title: String
  let edition: String
  /// Every policy that is not as in real kernels.
  let policies: [String: String]
  /// “safe”, “violation” or “not exhausted”.
  let verdict: String
  /// The rule, where one is violated.
  @Nullable var invariant: String?
  /// The moves to the first violation.
  @Nullable var schedule: String?
  let findings: [FindingReport]
  let states: Int
  let transitions: Int
  let depth: Int
  /// States that were reached and not looked at.
  let frontier: Int
  let seconds: Double
  let statesPerSecond: Int
  let bytes: Int
  let bytesPerState: Double
  /// Why it was not exhausted: states, depth, memory, time, cancelled.
  @Nullable var stopped: String?
  let exhausted: Bool
  let reachesEnd: Bool
  let looksForRounds: Bool
  /// States of a second search for rounds, where the first left out orders.
  @Nullable var statesForRounds: Int?
  let reduction: Bool
  let symmetry: Bool
  let order: String
  /// Labels of steps that no order takes, by thread.
  let neverTaken: [String: [String]]

  struct FindingReport: Encodable {
    let rule: String
    let words: String
    let reason: String
    let thread: String
    let step: String
    let steps: Int
    /// Where a round begins among the steps.
    @Nullable var roundStart: Int?
    let schedule: String
    let confirmed: Bool
  }

  var isSafe: Bool { verdict == "safe" }
  let file: String?
  let vcpus: Int?

  enum CodingKeys: String, CodingKey {
    case version, scenario, title, edition, policies, verdict, invariant, schedule, findings
    case states, transitions, depth, frontier, seconds, statesPerSecond, bytes, bytesPerState
    case stopped, exhausted, reachesEnd, looksForRounds, statesForRounds, reduction, symmetry
    case order, neverTaken
  }

  init(
    _ exploration: Exploration, _ outcome: Outcome, seconds: Double, _ command: ExploreCommand
  ) {
    let names = exploration.model.threads.map(\.name)
    let result = outcome.result
    scenario = exploration.scenario.name
    title = exploration.scenario.title
    edition = exploration.model.edition.name
    policies = Dictionary(
      uniqueKeysWithValues: exploration.model.policies.filter { $0.chosen != $0.usual }
        .map { ($0.name, $0.chosen) })
    verdict = outcome.verdict.words
    // What opens in the stepper begins at the beginning.
    findings = outcome.findings.map { FindingReport($0, threads: names, after: command.after) }
    states = result.progress.states
    transitions = result.progress.transitions
    depth = result.progress.depth
    frontier = result.progress.frontier
    self.seconds = seconds
    statesPerSecond = seconds > 0 ? Int(Double(result.progress.states) / seconds) : 0
    bytes = result.bytes
    bytesPerState = (result.bytesPerState * 10).rounded() / 10
    exhausted = result.isExhausted
    reachesEnd = outcome.reachesEnd
    looksForRounds = result.lookedForRounds
    reduction = exploration.options.reduces
    symmetry = exploration.options.usesSymmetry
    order = exploration.options.order == .breadthFirst ? "breadth first" : "depth first"
    neverTaken = Dictionary(
      uniqueKeysWithValues: outcome.neverTaken.map { ($0.thread, $0.labels) })
    file = command.file
    vcpus = command.vcpus
    invariant = findings.first?.rule
    schedule = findings.first?.schedule
    stopped = result.stopReason?.rawValue
    statesForRounds = result.statesForRounds
  }
}

extension ExplorationReport.FindingReport {
  fileprivate init(_ finding: Finding, threads: [String], after: String?) {
    let own = finding.schedule.text(threads: threads)
    rule = finding.rule.rawValue
    words = finding.rule.sentence
    reason = finding.reason
    thread = finding.thread
    step = finding.step
    steps = finding.schedule.moves.count
    schedule = [after, own].compactMap { $0 }.joined(separator: " ")
    confirmed = finding.isConfirmed
    roundStart = finding.roundStart
  }
}

/// Several searches: what `explore --all-editions --format json` prints.
struct ExplorationReports: Encodable {
  let version = 1
  let explorations: [ExplorationReport]
}
