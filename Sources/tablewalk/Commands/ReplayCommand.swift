import ArgumentParser
import Foundation
import Interface
import Screen
import Traces

/// `tablewalk replay`: a recorded trace, on the screen or as text, JSON or a picture.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Step through a recorded trace of KVM on arm64.",
    discussion: """
      FILE is ftrace text as tracefs's “trace” file gives it, compressed with zstd or not; “-” \
      reads standard input. Without FILE a recording that comes with the program is opened.
      """)

  @Argument(help: "The recording.", completion: .file())
  var file: String?

  @Option(help: "A recording that comes with the program: \(BuiltInRecording.names).")
  var example: String?

  @Flag(help: "Print the recording in numbers and stop.")
  var summary = false

  @Option(help: "Print the screen of this instant: the number of an event, from 0.")
  var at: Int?

  @Option(help: "Write text, json, ansi or svg.")
  var format = OutputFormat.text

  @OptionGroup var screen: ScreenOptions

  @Option(help: "The kernel that was recorded, such as 6.1, where the recording doesn't tell.")
  var kernel: String?

  func run() throws {
    guard !summary || at == nil else {
      throw UsageError(description: "Give --summary or --at, not both.")
    }
    if format == .text, isInteractive, !summary, at == nil, let file {
      try runInteractively(file)
      return
    }
    let recording = try open()
    if summary {
      try printSummary(recording.recording)
    } else if let at {
      try printInstant(at, of: recording)
    } else if format == .text && isInteractive {
      try InteractiveSession.run(
        try screen.state(for: recording, openedAt: nil), options: screen.terminalOptions)
    } else {
      try printInstant(recording.openingEvent, of: recording)
    }
  }

  /// Shows the first screen of a file as soon as there is one, and reads on meanwhile.
  private func runInteractively(_ file: String) throws {
    try checkFileAndExample()
    var unfinished = try Recording.begin(file, options: try ReadingOptions(kernelOption: kernel))
    unfinished.advance(records: OpenedRecording.firstRecords)
    let opened = OpenedRecording(recording: unfinished.recording, label: "recorded")
    let state = try screen.state(for: opened, openedAt: nil)
    guard !unfinished.isFinished else {
      try InteractiveSession.run(state, options: screen.terminalOptions)
      return
    }
    let reading = BackgroundReading(unfinished)
    try InteractiveSession.run(
      state, options: screen.terminalOptions,
      reading: (reading, { OpenedRecording(recording: $0, label: "recorded").info }))
  }

  private var isInteractive: Bool {
    isatty(STDOUT_FILENO) == 1 && (isatty(STDIN_FILENO) == 1 || file == "-")
  }

  private func checkFileAndExample() throws {
    guard file == nil || example == nil else {
      throw UsageError(description: "Give a FILE or --example, not both.")
    }
  }

  private func open() throws -> OpenedRecording {
    let options = try ReadingOptions(kernelOption: kernel)
    try checkFileAndExample()
    if let example {
      return try BuiltInRecording(example: example).open(options)
    }
    guard let file else { return try BuiltInRecording.standard.open(options) }
    return OpenedRecording(
      recording: try Recording.open(file, options: options), label: "recorded")
  }

  private func printSummary(_ recording: Recording) throws {
    let report = SummaryReport(recording)
    switch format {
    case .json: try Output.write(try JSONOutput.text(report))
    case .text: try Output.write(report.text)
    case .ansi, .svg:
      throw UsageError(description: "--summary is written as text or json, not \(format).")
    }
  }

  private func printInstant(_ index: Int, of opened: OpenedRecording) throws {
    let count = opened.recording.timeline.count
    guard index >= 0, index < max(count, 1) else {
      let range = count == 0 ? "no events" : "the instants 0 to \(count - 1)"
      throw UsageError(description: "--at \(index): the recording has \(range).")
    }
    if format == .json {
      try Output.write(try JSONOutput.text(StateReport(opened.recording.timeline, at: index)))
      return
    }
    let state = try screen.state(for: opened, openedAt: index)
    try Output.write(draw(state), as: format)
  }
}

/// What output can be written as.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, ansi, svg
}
