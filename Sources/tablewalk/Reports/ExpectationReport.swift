import Interleavings
import KVM

/// Whether a search found what a scenario's file expects.
struct ExpectationReport: Encodable {
  let scenario: String
  let edition: String
  let policies: [String: String]
  @Nullable var vcpus: Int?
  /// What the file expects: “ok”, or rules.
  let expected: String
  /// What the table of verdicts says; the same as a rule.
  let table: String
  let found: String
  /// Whether it is as the file expects; nil where the search was not exhausted.
  @Nullable var agrees: Bool?
  /// Whether it is as the table says.
  @Nullable var agreesWithTable: Bool?
  let states: Int
  let seconds: Double
  /// The shortest order that violates what was expected, or anything.
  @Nullable var schedule: String?
  @Nullable var reason: String?
  /// Why the table says something else.
  let note: String
  /// The place in the table.
  let part: Int
  let mark: String
  @Nullable var line: Int?
  private let file: String?

  enum CodingKeys: String, CodingKey {
    case scenario, edition, policies, vcpus, expected, table, found, agrees, agreesWithTable, states
    case seconds, schedule, reason, note, part, mark, line
  }

  init(_ entry: VerdictTable.Entry, _ outcome: Outcome, seconds: Double, file: String?) {
    let expectation = entry.expectation
    scenario = entry.scenario.name
    edition = entry.edition.name
    policies = expectation.policies
    expected = entry.expected.text
    table = entry.table.text
    found = outcome.text(for: entry.expected)
    states = outcome.result.progress.states
    self.seconds = seconds
    note = expectation.note
    part = expectation.part
    mark = expectation.mark
    self.file = file
    vcpus = expectation.vcpus
    line = expectation.line
    agrees = outcome.agrees(with: entry.expected, reaching: expectation.reaches)
    agreesWithTable = outcome.agrees(with: entry.table, reaching: expectation.reaches)
    let finding = outcome.shortest(for: entry.expected)
    let threads = expectation.vcpus.map(entry.scenario.running(vcpus:)) ?? entry.scenario
    schedule = finding?.schedule.text(threads: threads.threads.map(\.name))
    reason = finding.map {
      "\($0.rule.rawValue)\($0.thread.isEmpty ? "" : ", \($0.thread) at \($0.step)"): \($0.reason)"
    }
  }

  /// One line, and the schedule below where it is not as expected.
  var text: String {
    let place = file.map { path in line.map { "\(path):\($0): " } ?? "\(path): " } ?? ""
    let answer =
      switch agrees {
      case true: "as expected"
      case false: "expected \(expected)"
      case nil: "expected \(expected), not exhausted"
      }
    let whole = "\(place)\(name): \(found), \(answer) (\(states) states)"
    return agrees == true ? whole : ([whole] + explanation).joined(separator: "\n")
  }

  /// Scenario, edition and policies.
  var name: String {
    let options = policies.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    return "\(scenario) \(edition)\(vcpus.map { ", vCPUs: \($0)" } ?? "")\(options)"
  }

  /// What was found, and the order of it.
  var explanation: [String] {
    guard let reason, let schedule else { return [] }
    return ["  \(reason)", "  schedule: \(schedule)"] + (note.isEmpty ? [] : ["  \(note)"])
  }
}

/// What `explore --expect --format json` prints.
struct ExpectationReports: Encodable {
  let version = 1
  let expectations: [ExpectationReport]
}
