import ArgumentParser
import Files
import Foundation
import Interface
import KVM
import Screen

/// `tablewalk step`: a scenario of a simulated KVM, stepped on the screen or printed.
struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Step through faults and races in a simulated KVM.",
    discussion: """
      SCENARIO is one that comes with the program (--list names them), or --file reads your own \
      (Documentation/SCENARIOS.md). A schedule says who moves: “v0*3 n1 v0” is three steps of v0, \
      one of n1, one of v0. Without a schedule nothing has moved yet; with --at and no schedule the \
      scenario's own order is played.

      The exit status is 1 if the printed instant violates a rule.
      """)

  @Argument(help: "The scenario, such as S4.")
  var scenario: String?

  @Flag(help: "List the scenarios that come with the program.")
  var list = false

  @Option(help: "A scenario of your own, as YAML.", completion: .file())
  var file: String?

  @Option(
    help: "The kernel it behaves as: \(Edition.allCases.map(\.name).joined(separator: ", ")).")
  var edition: String?

  @Option(help: "A policy that differs from real kernels, as NAME=CHOICE; may be repeated.")
  var policy: [String] = []

  @Option(help: "Start with one of the scenario's variants, by its number from 1.")
  var variant: Int?

  @Option(help: "Who moves, step by step.")
  var schedule: String?

  @Option(help: "Print the screen of this instant: the number of moves before it.")
  var at: Int?

  @Option(help: "Write text, json, ansi or svg.")
  var format = OutputFormat.text

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if list { return try printList() }
    let (scenario, variant) = try chosenScenario()
    var stepper = try setUp(scenario, variant)
    try play(&stepper, variant)
    let isPrinted = at != nil || format != .text || !isInteractive
    guard isPrinted else {
      return try InteractiveSession.run(
        try screen.state(for: stepper, at: stepper.count - 1), options: screen.terminalOptions)
    }
    try printInstant(of: stepper)
  }

  private var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

  // MARK: - What is stepped

  private func chosenScenario() throws -> (Scenario, Scenario.Variant?) {
    let scenario: Scenario
    switch (self.scenario, file) {
    case (nil, let file?): scenario = try Scenario.read(file)
    case (let name?, nil):
      guard let known = Scenario.builtIn(named: name) else {
        throw UsageError(
          description: "no scenario is called “\(name)”; “tablewalk step --list” names them, "
            + "and --file reads your own.")
      }
      scenario = known
    case (nil, nil):
      guard let seed = Scenario.builtIn(named: "S1") else {
        throw UsageError(description: "name a scenario; “tablewalk step --list” names them.")
      }
      scenario = seed
    case (_?, _?): throw UsageError(description: "Give a SCENARIO or --file, not both.")
    }
    guard let variant else { return (scenario, nil) }
    guard scenario.variants.indices.contains(variant - 1) else {
      throw UsageError(
        description: "--variant \(variant): \(scenario.name) has the variants 1 to "
          + "\(scenario.variants.count).")
    }
    return (scenario, scenario.variants[variant - 1])
  }

  private func setUp(_ scenario: Scenario, _ variant: Scenario.Variant?) throws -> Stepper {
    var policies = variant?.policies ?? [:]
    for text in policy {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(description: "--policy \(text): expected NAME=CHOICE.")
      }
      policies[parts[0]] = parts[1]
    }
    // As on the screen: the scenario's own edition where the variant is for it.
    var chosen = variant.flatMap { variant in
      variant.editions.isEmpty || variant.editions.contains(scenario.edition)
        ? nil : variant.editions.first
    }
    if let edition {
      guard let known = Edition(name: edition) else {
        throw UsageError(
          description: "--edition \(edition): there are "
            + "\(Edition.allCases.map(\.name).joined(separator: ", ")).")
      }
      chosen = known
    }
    do {
      return try Stepper(scenario, edition: chosen, policies: policies)
    } catch {
      let isOwn = file != nil
      if case .unknownPolicy = error { throw UsageError(description: error.words + ".") }
      if case .unknownChoice = error { throw UsageError(description: error.words + ".") }
      throw ScenarioError(
        file: isOwn ? file ?? "" : scenario.name, line: nil, key: "", problem: .model(error))
    }
  }

  /// Plays the schedule that was given, the variant's, or, where an instant is asked for, the
  /// scenario's own order.
  private func play(_ stepper: inout Stepper, _ variant: Scenario.Variant?) throws {
    let text = schedule ?? variant?.schedule(in: stepper.model.edition) ?? ""
    guard !text.isEmpty else {
      if at != nil { stepper.playToEnd(limit: StepCommand.longestRun) }
      return
    }
    let names = stepper.model.threads.map(\.name)
    let moves: [Schedule.Move]
    do {
      moves = try Schedule(text, threads: names).moves
    } catch {
      throw UsageError(description: "--schedule: \(error.words).")
    }
    let (taken, refusal) = stepper.play(moves)
    // A variant's own order is written for several editions: it is played as far as it goes.
    if let refusal, schedule != nil {
      throw UsageError(
        description: "--schedule: move \(taken + 1) can't be taken: \(refusal.words).")
    }
  }

  /// The most moves that the usual order is played for.
  private static let longestRun = 10_000

  // MARK: - What is printed

  private func printList() throws {
    let width = Scenario.builtIn.map(\.name.count).max() ?? 0
    try Output.write(
      Scenario.builtIn.map { scenario in
        let name = scenario.name + String(repeating: " ", count: width - scenario.name.count)
        return "\(name)  \(scenario.title)"
      }.joined(separator: "\n"))
  }

  private func printInstant(of stepper: Stepper) throws {
    let instant = at ?? stepper.count - 1
    guard instant >= 0, instant < stepper.count else {
      throw UsageError(
        description: "--at \(instant): the run has the instants 0 to \(stepper.count - 1).")
    }
    if format == .json {
      try Output.write(try JSONOutput.text(SteppingReport(stepper, at: instant)))
    } else {
      try Output.write(draw(try screen.state(for: stepper, at: instant)), as: format)
    }
    if let violation = stepper.violation, violation.instant <= instant { throw AnswerIsNo() }
  }
}

extension Scenario {
  /// The most bytes a scenario's file may have.
  private static let longestFile = 1 << 20

  /// Reads a scenario of a person's own.
  fileprivate static func read(_ path: String) throws -> Scenario {
    let file = try FileBytes.open(path, limit: longestFile)
    // The bytes are the file's own, mapped as long as it lives.
    let text = withExtendedLifetime(file) {
      file.bytes.count <= longestFile ? String(decoding: file.bytes, as: UTF8.self) : nil
    }
    guard let text else {
      throw ScenarioError(
        file: path, line: nil, key: "",
        problem: .expected("a scenario of at most 1 MiB", found: "\(file.bytes.count) bytes"))
    }
    return try Scenario(yaml: text, file: path)
  }
}

extension Schedule.SyntaxError {
  /// What is wrong, and what would be right.
  var words: String {
    switch self {
    case .unknownThread(let name, let known):
      "no thread is called “\(name)”; there are \(known.joined(separator: ", "))"
    case .unreadable(let word): "“\(word)” is not a move; expected v0, v0*3 or v0/1"
    case .tooLong(let limit): "more than \(limit) moves"
    }
  }
}

extension Stepper.Refusal {
  /// Why a move can't be taken.
  var words: String {
    switch self {
    case .finished(let thread): "\(thread) has come to its end"
    case .blocked(let thread, let wait):
      "\(thread) waits for \(wait.words)"
        + (wait.threads.isEmpty
          ? "" : ", where \(wait.threads.joined(separator: ", ")) is in the way")
    case .violated(let rule): "\(rule.rawValue) was violated before: nothing goes on from there"
    case .noSuchChoice(let choice, let count):
      "the step can go \(count) ways, 0 to \(count - 1), not \(choice)"
    }
  }
}
