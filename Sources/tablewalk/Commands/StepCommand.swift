import ArgumentParser
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

  @OptionGroup var simulation: SimulationOptions

  @Option(help: "Print the screen of this instant: the number of moves before it.")
  var at: Int?

  @Option(help: "Write text, json, ansi or svg.")
  var format = OutputFormat.text

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if list { return try printList() }
    let stepper = try simulation.stepper(
      scenario: scenario, file: file, fileOption: "--file", playsOwnOrder: at != nil)
    let isPrinted = at != nil || format != .text || !isInteractive
    guard isPrinted else {
      return try InteractiveSession.run(
        try screen.state(for: stepper, at: stepper.count - 1), options: screen.terminalOptions)
    }
    try printInstant(of: stepper)
  }

  private var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

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
    let instants = Instants(of: stepper)
    let instant = try instants.checked(at ?? instants.last, option: "--at")
    if format == .json {
      try Output.write(try JSONOutput.text(SteppingReport(stepper, at: instant)))
    } else {
      let state = try screen.state(for: stepper, at: instant)
      try Output.write(draw(state), as: format, ground: state.theme.ground)
    }
    if let violation = stepper.violation, violation.instant <= instant { throw AnswerIsNo() }
  }
}
