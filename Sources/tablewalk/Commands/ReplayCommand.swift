import ArgumentParser
import Foundation
import Interface
import Query
import Screen
import Traces

/// `tablewalk replay`: recorded traces, on the screen or as text, tables, JSON or a picture.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Step through a recorded trace of KVM on arm64, or report on several.",
    discussion: """
      FILE is ftrace text as tracefs's “trace” file gives it, compressed \
      (gzip, xz, zstd) or not, or a trace.dat of trace-cmd; “-” reads standard input. Without FILE a recording that comes with the program is opened.

      Several files can be given with --summary, --report or --filter: a column names the file, and \
      one that can't be read is told of while the others are printed.

      EXPRESSION is such as 'thread=vcpu0 && wait>10us'; Documentation/FILTERS.md has the fields.

      Reports:
      \(ReportName.allCases.map { "  \($0.rawValue): \($0.words)" }.joined(separator: "\n"))
      """)

  @Argument(help: "The recordings.", completion: .file())
  var files: [String] = []

  @Option(help: "A recording that comes with the program: \(BuiltInRecording.names).")
  var example: String?

  @Flag(help: "Print the recording in numbers and stop.")
  var summary = false

  @Option(help: "Print a report and stop.")
  var report: ReportName?

  @Option(
    help: ArgumentHelp(
      "Only events that satisfy this: on the screen, in a report, or else as a list.",
      valueName: "expression"))
  var filter: String?

  @Option(help: "Print the screen of this instant: the number of an event, from 0.")
  var at: Int?

  @Option(help: "Write text, json, csv (summaries, reports and lists), ansi or svg (screens).")
  var format = ReplayFormat.text

  @OptionGroup var screen: ScreenOptions

  @Option(help: "The kernel that was recorded, such as 6.1, where the recording doesn't tell.")
  var kernel: String?

  func run() throws {
    try checkTogether()
    let filter = try readFilter()
    if summary { return try printSummaries() }
    if let report { return try printReports(report, filter) }
    if let filter, listsEvents { return try printEvents(filter) }
    try showScreen(filter)
  }

  /// Whether a filter alone prints the events: where nobody sits at a screen, or for several files.
  private var listsEvents: Bool {
    guard at == nil, format.screenFormat != .ansi, format.screenFormat != .svg else {
      return false
    }
    return files.count > 1 || format != .text || !isInteractive
  }

  private var isInteractive: Bool {
    isatty(STDOUT_FILENO) == 1 && (isatty(STDIN_FILENO) == 1 || files == ["-"])
  }

  private func checkTogether() throws {
    let given = [(summary, "--summary"), (report != nil, "--report"), (at != nil, "--at")]
      .filter(\.0).map(\.1)
    guard given.count < 2 else {
      throw UsageError(description: "Give \(given[0]) or \(given[1]), not both.")
    }
    guard files.isEmpty || example == nil else {
      throw UsageError(description: "Give a FILE or --example, not both.")
    }
    guard !summary || filter == nil else {
      throw UsageError(
        description: "--summary counts a recording whole; give --report with --filter.")
    }
    guard at == nil || filter == nil || format != .json else {
      throw UsageError(description: "--at with --format json tells everything; leave --filter out.")
    }
    guard files.count < 2 || summary || report != nil || (filter != nil && at == nil) else {
      throw UsageError(
        description: "The screen shows one recording. For \(files.count) files give --summary, "
          + "--report NAME (\(ReportName.allCases.map(\.rawValue).joined(separator: ", "))) "
          + "or --filter EXPRESSION.")
    }
  }

  private func readFilter() throws -> QueryExpression? {
    guard let filter else { return nil }
    do { return try QueryExpression.filter(filter) } catch {
      throw UsageError(description: "--filter: \(error.sentence)")
    }
  }

  // MARK: - The screen

  private func showScreen(_ filter: QueryExpression?) throws {
    guard let output = format.screenFormat else {
      throw UsageError(
        description: "--format csv is for --report and --filter; a screen has none.")
    }
    if at == nil, format == .text, isInteractive, let file = files.first {
      return try showWhileReading(file, filter)
    }
    let opened = try open(files.first)
    let isShown = at == nil && format == .text && isInteractive
    guard isShown || output != .json else {
      return try Output.write(
        try JSONOutput.text(StateReport(opened.recording.timeline, at: try instant(of: opened))))
    }
    var state = try screen.state(for: opened, openedAt: isShown ? nil : try instant(of: opened))
    state.filter(filter, text: self.filter ?? "")
    if isShown {
      return try InteractiveSession.run(state, options: screen.terminalOptions)
    }
    // A printed screen tells all at once what a shown one finds bit by bit.
    while state.tickMilliseconds != nil { update(&state, .tick(elapsedNanoseconds: 0)) }
    try Output.write(draw(state), as: output, ground: state.theme.ground)
  }

  /// Shows the first screen of a file as soon as there is one, and reads on meanwhile.
  private func showWhileReading(_ file: String, _ filter: QueryExpression?) throws {
    var unfinished = try Recording.begin(file, options: try ReadingOptions(kernelOption: kernel))
    unfinished.advance(records: OpenedRecording.firstRecords)
    let opened = OpenedRecording(recording: unfinished.recording, label: "recorded")
    var state = try screen.state(for: opened, openedAt: nil)
    state.filter(filter, text: self.filter ?? "")
    let reading = unfinished.isFinished ? nil : BackgroundReading(unfinished)
    try InteractiveSession.run(
      state, options: screen.terminalOptions,
      reading: reading.map {
        ($0, { OpenedRecording(recording: $0, label: "recorded").info })
      })
  }

  private func instant(of opened: OpenedRecording) throws -> Int {
    guard let at else { return opened.openingEvent }
    return try Instants(of: opened.recording).checked(at, option: "--at")
  }
}
