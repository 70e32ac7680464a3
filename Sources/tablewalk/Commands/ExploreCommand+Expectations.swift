import Explorer
import Foundation
import Interleavings
import KVM

extension ExploreCommand {
  /// Holds what is found against what the scenario's file expects, or all files.
  func printExpectations() throws {
    let scenarios =
      scenario == nil && file == nil
      ? Scenario.builtIn : [try Scenario.chosen(scenario, file, fileOption: "--file")]
    let wanted = try edition.map(Edition.chosen)
    let watch = try SearchWatch(search)
    var reports: [ExpectationReport] = []
    for scenario in scenarios {
      for expectation in scenario.expectations {
        for (edition, verdict) in expectation.verdicts.sorted(by: { $0.key < $1.key })
        where !verdict.isNotApplicable && wanted ?? edition == edition && !watch.isInterrupted {
          let entry = VerdictTable.Entry(
            scenario: scenario, expectation: expectation, edition: edition, expected: verdict)
          guard let report = try report(on: entry, watch) else { continue }
          if format == .text { try Output.write(report.text) }
          reports.append(report)
        }
      }
    }
    guard !reports.isEmpty else {
      throw UsageError(description: "nothing is expected of \(scenarios.map(\.name).joined()).")
    }
    let wrong = reports.count { $0.agrees != true }
    if format == .json {
      try Output.write(try JSONOutput.text(ExpectationReports(expectations: reports)))
    } else {
      try Output.write("\(reports.count - wrong) of \(reports.count) as expected.")
    }
    if wrong > 0 { throw AnswerIsNo() }
  }

  /// Searches what an entry is about; nil for what does not apply.
  func report(on entry: VerdictTable.Entry, _ watch: SearchWatch) throws -> ExpectationReport? {
    let start = ContinuousClock.now
    do {
      guard
        let outcome = try entry.outcome(
          options: try search.options, { watch.look($0, since: start) })
      else { return nil }
      return ExpectationReport(
        entry, outcome, seconds: (ContinuousClock.now - start).inSeconds, file: file)
    } catch let error as ModelInputError {
      throw error.failure(of: entry.scenario, file: file)
    }
  }
}
