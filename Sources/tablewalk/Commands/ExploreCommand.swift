import ArgumentParser
import Explorer
import Foundation
import Interleavings
import KVM

/// `tablewalk explore`: every order of a scenario's threads.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Search every order of a scenario's threads for what can go wrong.",
    discussion: """
      SCENARIO is one that comes with the program, or --file reads your own. The answer is “safe” \
      (every order was searched), “violation” with the shortest order of steps that does it, which \
      “tablewalk step SCENARIO --schedule …” opens, or “not exhausted” with how far it came: a bound \
      was reached, or ^C. --matrix searches all scenarios in all editions and prints the table of \
      verdicts beside what was found. --expect holds a scenario, or all of them, against what their \
      files expect. Documentation/exploring.md has the rest.

      The exit status is 1 unless everything that was asked for is safe, or as expected.
      """)

  @Argument(help: "The scenario, such as S4.")
  var scenario: String?

  @Option(help: "A scenario of your own, as YAML.", completion: .file())
  var file: String?

  @Option(
    help: "The kernel it behaves as: \(Edition.allCases.map(\.name).joined(separator: ", ")).")
  var edition: String?

  @Flag(help: "Search in every edition that the scenario is for.")
  var allEditions = false

  @Option(help: "A policy that differs from real kernels, as NAME=CHOICE; may be repeated.")
  var policy: [String] = []

  @Option(help: "How many vCPUs run: the last are left out, or the last is doubled.")
  var vcpus: Int?

  @Option(help: "Search what can still happen after these moves, such as “v0*8 n1”.")
  var after: String?

  @Flag(help: "Hold what is found against what the scenario's file expects.")
  var expect = false

  @Flag(help: "Print the table of verdicts beside what is found.")
  var matrix = false

  @Flag(help: "Print the model as Promela, for Spin, instead of searching it.")
  var promela = false

  @OptionGroup var search: SearchArguments

  @Option(help: "Write text or json.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    if matrix, scenario != nil || file != nil || edition != nil || allEditions || !policy.isEmpty {
      throw ValidationError("--matrix is about all scenarios, editions and policies of the table.")
    }
    if allEditions, edition != nil {
      throw ValidationError("Give --edition or --all-editions, not both.")
    }
    if promela, matrix || expect || allEditions {
      throw ValidationError("--promela is about one scenario in one edition.")
    }
    if matrix && expect { throw ValidationError("Give --matrix or --expect, not both.") }
  }

  func run() throws {
    if matrix { return try printMatrix() }
    if expect { return try printExpectations() }
    let scenario = try Scenario.chosen(scenario, file, fileOption: "--file")
      .running(checked: vcpus)
    let editions =
      allEditions ? scenario.editions : [try edition.map(Edition.chosen) ?? scenario.edition]
    let choices = try policy.choices
    if promela {
      return try Output.write(
        PromelaModel(
          try prepared(scenario, editions[0], choices).model, title: scenario.name
        ).text)
    }
    let watch = try SearchWatch(search)
    var reports: [ExplorationReport] = []
    for edition in editions {
      let exploration = try prepared(scenario, edition, choices)
      let (outcome, seconds) = watch.run(exploration)
      let report = ExplorationReport(
        exploration, outcome, seconds: seconds, self)
      if format == .text { try Output.write(report.text) }
      reports.append(report)
      if watch.isInterrupted { break }
    }
    if format == .json {
      try Output.write(
        allEditions
          ? try JSONOutput.text(ExplorationReports(explorations: reports))
          : try reports.map(JSONOutput.text).joined())
    }
    if !reports.allSatisfy(\.isSafe) { throw AnswerIsNo() }
  }

  private func prepared(
    _ scenario: Scenario, _ edition: Edition, _ choices: [String: String]
  ) throws -> Exploration {
    do {
      let exploration = try Exploration(
        scenario, edition: edition, policies: choices, options: try search.options)
      guard let after else { return exploration }
      var stepper = try Stepper(scenario, edition: edition, policies: choices)
      let moves = try moves(after, of: stepper.model)
      let (taken, refusal) = stepper.play(moves)
      if let refusal {
        throw UsageError(
          description: "--after: move \(taken + 1) can't be taken: \(refusal.words).")
      }
      return exploration.starting(at: stepper.state(at: stepper.count - 1))
    } catch let error as ModelInputError {
      throw error.failure(of: scenario, file: file)
    }
  }

  private func moves(_ text: String, of model: Model) throws -> [Schedule.Move] {
    do {
      return try Schedule(text, threads: model.threads.map(\.name)).moves
    } catch {
      throw UsageError(description: "--after: \(error.words).")
    }
  }
}
