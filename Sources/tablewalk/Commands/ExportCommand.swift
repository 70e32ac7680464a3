import ArgumentParser
import Foundation
import KVM
import Traces

/// `tablewalk export`: recordings and simulated runs, for other programs and for later.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a recording or a simulated run as data.",
    discussion: """
      events is everything there is to know of one recording, as JSON Lines that this program opens \
      again (Documentation/recording.md). csv and jsonl are flat rows, one for each change, \
      of as many recordings as you like (Documentation/QUERIES.md).

      FILE is anything that “tablewalk replay” opens.
      """)

  /// What can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case events, csv, jsonl
  }

  @Argument(help: "The recordings.", completion: .file())
  var files: [String] = []

  @Option(help: "A recording that comes with the program: \(BuiltInRecording.names).")
  var example: String?

  @Option(help: "Simulate a scenario that comes with the program, such as S4, to its end.")
  var scenario: String?

  @Option(help: "Simulate a scenario of your own, as YAML.", completion: .file())
  var scenarioFile: String?

  @OptionGroup var simulation: SimulationOptions

  @Option(help: "Write events, csv or jsonl.")
  var format = Format.events

  @Option(
    name: .shortAndLong, help: "The file to write; without it, standard output.",
    completion: .file())
  var output: String?

  @Option(help: "The kernel that was recorded, such as 6.1, where the recording doesn't tell.")
  var kernel: String?

  func run() throws {
    let sources = try sources()
    let file = try OutputFile(output)
    do {
      try write(sources, to: file)
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// A recording, opened when it is its turn.
  private typealias Source = () throws -> Recording

  private func sources() throws -> [Source] {
    let given = [!files.isEmpty, example != nil, scenario != nil || scenarioFile != nil]
    guard given.count(where: { $0 }) == 1 else {
      throw UsageError(
        description: "Give recordings, or --example, or --scenario or --scenario-file.")
    }
    guard format != .events || files.count < 2 else {
      throw UsageError(
        description: "--format events holds one recording; csv and jsonl hold several.")
    }
    let options = try ReadingOptions(kernelOption: kernel)
    if let example {
      let built = try BuiltInRecording(example: example)
      return [{ try built.open(options).recording }]
    }
    if files.isEmpty { return [simulated] }
    return files.map { file in { try Recording.open(file, options: options) } }
  }

  private func simulated() throws -> Recording {
    let stepper = try simulation.stepper(
      scenario: scenario, file: scenarioFile, fileOption: "--scenario-file", playsOwnOrder: true)
    return Recording(
      stepper.timeline, source: stepper.scenario.name, kind: "simulated KVM",
      machineNotes: [stepper.model.edition.name, "4K"])
  }

  private func write(_ sources: [Source], to file: OutputFile) throws {
    guard let flat = FlatFormat(rawValue: format.rawValue) else {
      for source in sources {
        let recording = try source()
        warn(of: recording)
        try RecordingFormat.write(recording) { try file.write($0) }
      }
      return
    }
    var export = FlatExport(flat)
    for source in sources {
      let recording = try source()
      warn(of: recording)
      try export.write(recording, file: recording.file) { try file.write($0) }
    }
    try export.finish { try file.write($0) }
  }

  /// Lines that were not understood are not in the export: whoever relies on it must know.
  private func warn(of recording: Recording) {
    guard recording.unparsed.count > 0 || recording.lost > 0 || recording.isCutOff else { return }
    let opened = OpenedRecording(recording: recording, label: "")
    for note in opened.info.notes { Failure.report("\(recording.file): \(note)") }
  }
}
