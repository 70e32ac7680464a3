import KVM
import Screen

/// The first line: the program, the file, the event, its time, thread and CPU, and the recording.
struct HeaderBar: Panel {
  /// The line in full, and shorter and shorter ways to say it.
  let choices: [String]
  /// What the recording is, at the right, or how far it has been read; empty when it stands
  /// elsewhere.
  let label: String

  /// The header of a state.
  ///
  /// - Parameter isAlone: whether no other line says what the recording is.
  init(_ state: AppState, isAlone: Bool = false) {
    let told =
      isAlone || state.layout.tabs == nil
      ? state.recording.phrase : TabBar.hasRoomForLabel(state) ? "" : state.recording.label
    label = state.reading?.phrase(isASCII: state.isASCII) ?? told
    choices =
      state.stepper.map { HeaderBar.choices($0, state) } ?? HeaderBar.choices(ofRecording: state)
  }

  /// “S4 · title · step 12 of 20 · v0 · F11 · v6.19 · policies that differ”, and shorter.
  private static func choices(_ stepper: Stepper, _ state: AppState) -> [String] {
    let last = state.log.count - 1
    let step = state.index == last ? "step \(last)" : "step \(state.index) of \(last)"
    let moved = state.lastStep.map { "\($0.name) · \($0.step)" } ?? "the beginning"
    let edition = stepper.model.edition.name
    let policies = stepper.model.policies.filter { $0.chosen != $0.usual }
      .map { "\($0.name) \($0.chosen)" }.joined(separator: ", ")
    let differing = stepper.model.policies.count { $0.chosen != $0.usual }
    let count =
      switch differing {
      case 0: ""
      case 1: "1 policy differs"
      default: "\(differing) policies differ"
      }
    let playing =
      state.playback.isPlaying ? "running \(state.playback.eventsPerSecond)/s" : ""
    let (name, title) = (stepper.scenario.name, stepper.scenario.title)
    return [
      [name, title, step, moved, edition, policies, playing],
      [name, step, moved, edition, policies, playing],
      [name, step, moved, edition, count, playing],
      [name, step, moved, edition],
    ].map { parts in parts.filter { !$0.isEmpty }.joined(separator: " · ") }
  }

  private static func choices(ofRecording state: AppState) -> [String] {
    let playing =
      state.playback.isPlaying ? "playing \(state.playback.eventsPerSecond)/s" : nil
    let hasEvent = state.index >= 0
    let last = max(0, state.log.count - 1)
    let event = hasEvent ? "event \(state.index) of \(last)" : "before event 0 of \(last)"
    let time = hasEvent ? TimeText.instant(state.time(ofEvent: state.index)) : nil
    let thread = hasEvent ? state.currentThread.map { state.cast.threadName($0) } : nil
    let cpu = hasEvent ? state.log.cpu(ofEventAt: state.index) : 0
    let file = state.recording.fileName
    return [
      ["tablewalk", file, event, time, thread.map { "\($0) on CPU \(cpu)" }, playing],
      [file, event, time, thread.map { "\($0) on CPU \(cpu)" }, playing],
      [file, event, time, thread, playing],
      [event, time, thread, playing],
      [event, time, playing],
    ].map { parts in
      parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }
  }

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    let line = Rect(x: 1, y: 0, columns: area.size.columns - 2, rows: 1)
    // Where the events come from must not be lost: with it, the rest is shortened first.
    let labelColumns = label.isEmpty ? 0 : CharacterWidth.columns(of: label) + 2
    let room = max(line.columns / 2, line.columns - labelColumns)
    let text =
      choices.first { CharacterWidth.columns(of: $0) <= room } ?? choices.last ?? ""
    let used = area.write(
      text, in: Rect(x: 1, y: 0, columns: room, rows: 1), style: theme[.header])
    let rest = Rect(x: 3 + used, y: 0, columns: line.columns - used - 2, rows: 1)
    area.write(label, in: rest, align: .trailing, style: theme[.faint])
  }
}
