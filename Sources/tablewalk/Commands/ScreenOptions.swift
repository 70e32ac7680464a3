import ArgumentParser
import Foundation
import Interface
import KVM
import Screen
import Terminal

/// How the screen looks, on a terminal and printed.
struct ScreenOptions: ParsableArguments {
  @Option(help: "The size of a printed screen, columns x rows.")
  var size: String?

  @Option(help: "Which panel a small printed screen shows: \(ScreenOptions.panelNames).")
  var panel: String?

  @Option(help: "Colours: \(Theme.all.map(\.name).joined(separator: ", ")).")
  var theme: String?

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  static let panelNames = PanelName.allCases.map { $0.title.lowercased() }.joined(separator: ", ")

  /// The size of a printed screen when none is given.
  static let usualSize = Size(120, 40)

  /// What the screen shows of a recording.
  ///
  /// - Parameter index: the instant; nil for where a person should begin.
  func state(for opened: OpenedRecording, openedAt index: Int?) throws -> AppState {
    var state = AppState(
      timeline: opened.recording.timeline, recording: opened.info, size: try printedSize(),
      theme: try chosenTheme(), isASCII: ascii)
    state.seek(to: index ?? opened.openingEvent)
    if index == nil && opened.openingEvent > 0 {
      state.tell(
        "opened at \(opened.opening.what); g: beginning, ? lists the keys")
    }
    try choosePanel(of: &state)
    return state
  }

  /// What the screen shows of a scenario at an instant.
  func state(for stepper: Stepper, at instant: Int) throws -> AppState {
    var state = AppState(
      stepper: stepper, size: try printedSize(), theme: try chosenTheme(), isASCII: ascii)
    state.seek(to: instant)
    try choosePanel(of: &state)
    return state
  }

  private func choosePanel(of state: inout AppState) throws {
    if let panel {
      guard let name = PanelName(titled: panel) else {
        throw UsageError(description: "--panel \(panel): there are \(ScreenOptions.panelNames).")
      }
      _ = update(&state, .panel(name))
    }
  }

  var terminalOptions: TerminalOptions {
    TerminalOptions(environment: ProcessInfo.processInfo.environment)
  }

  /// The size of a printed screen.
  func printedSize() throws -> Size { try askedSize() ?? ScreenOptions.usualSize }

  /// The size that was asked for; nil where none was.
  func askedSize() throws -> Size? {
    guard let size else { return nil }
    guard let parsed = Size(size) else {
      throw UsageError(description: "--size \(size): expected columns and rows, such as 120x40.")
    }
    return parsed
  }

  /// The colours.
  func chosenTheme() throws -> Theme {
    guard let theme else {
      return terminalOptions.usesColor ? .standard : .plain
    }
    guard let named = Theme.named(theme) else {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      throw UsageError(description: "--theme \(theme): there are \(names).")
    }
    return named
  }
}
