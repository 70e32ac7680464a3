import ArgumentParser
import Foundation
import Interface
import KVM
import Traces

/// `tablewalk export`: recordings and simulated runs as data, and pictures of them.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a recording or a simulated run as data, or pictures of it.",
    discussion: """
      Data: events is everything there is to know of one recording, as JSON Lines that this program \
      opens again (Documentation/recording.md). csv and jsonl are flat rows, one for each change, \
      of as many recordings as you like (Documentation/QUERIES.md).

      Pictures (Documentation/pictures.md): svg, png, ansi and text show one instant; html is one \
      file that steps through many, without any network, and cast is the same for asciinema. \
      --picture chooses the screen, one panel of it, or the grid of a two-stage walk:

      tablewalk export --scenario S4 --variant 3 --format html -o race.html

      FILE is anything that “tablewalk replay” opens.
      """)

  @Argument(help: "The recordings.", completion: .file())
  var files: [String] = []

  @Option(help: "A recording that comes with the program: \(BuiltInRecording.names).")
  var example: String?

  @Option(help: "Simulate a scenario that comes with the program, such as S4, to its end.")
  var scenario: String?

  @Option(help: "Simulate a scenario of your own, as YAML.", completion: .file())
  var scenarioFile: String?

  @Option(
    help: "Translate this address, with registers and entries as “tablewalk walk” takes them.")
  var address: String?

  @Option(help: "What to write.")
  var format = ExportFormat.events

  @Option(
    name: .shortAndLong, help: "The file to write; without it, standard output.",
    completion: .file())
  var output: String?

  @Option(help: "The kernel that was recorded, such as 6.1, where the recording doesn't tell.")
  var kernel: String?

  @OptionGroup(title: "Pictures") var pictures: PictureOptions
  @OptionGroup(title: "Pictures of screens") var screen: ScreenOptions
  @OptionGroup(title: "Simulated runs") var simulation: SimulationOptions
  @OptionGroup(title: "Registers") var tables: TableOptions
  @OptionGroup(title: "Translations") var translation: TranslationOptions

  func run() throws {
    try checkTogether()
    guard !format.isData else { return try writeData() }
    guard !format.isBinary || output != nil || isatty(STDOUT_FILENO) == 0 else {
      throw UsageError(description: "A terminal can't show \(format): give a file with -o.")
    }
    let picture = PictureWriting(
      subject: try pictureSubject(), options: pictures, size: try screen.askedSize(),
      ground: try screen.chosenTheme().ground)
    let bytes = try picture.bytes(as: format)
    try write { try $0.write(bytes) }
  }

  /// What is given once, and what goes together.
  private func checkTogether() throws {
    let given = [
      !files.isEmpty, example != nil, scenario != nil || scenarioFile != nil, address != nil,
    ]
    guard given.count(where: { $0 }) == 1 else {
      throw UsageError(
        description: "Give recordings, or --example, or --scenario or --scenario-file, or "
          + "--address with registers.")
    }
    guard address != nil || !tables.isGiven else {
      throw UsageError(description: "Registers and entries are for an --address to translate.")
    }
    if format.isData {
      guard address == nil, !pictures.isAsked else {
        throw UsageError(
          description:
            "--format \(format) is data and not a picture: give --format svg, html, png, "
            + "cast, ansi or text.")
      }
    } else {
      guard files.count < 2 else {
        throw UsageError(description: "A picture shows one recording; csv and jsonl hold several.")
      }
      try pictures.check(format)
    }
  }

  /// Opens the output, writes it, and leaves no file that isn't whole.
  func write(_ body: (OutputFile) throws -> Void) throws {
    let file = try OutputFile(output)
    do {
      try body(file)
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// The simulated run that is asked for.
  func stepper() throws -> Stepper {
    try simulation.stepper(
      scenario: scenario, file: scenarioFile, fileOption: "--scenario-file", playsOwnOrder: true)
  }
}
