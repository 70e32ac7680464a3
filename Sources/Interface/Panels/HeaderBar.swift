import Screen

/// The first line: the program, the file, the event, its time, thread and CPU, and the recording.
struct HeaderBar: Panel {
  /// The line in full, and shorter and shorter ways to say it.
  let choices: [String]
  /// What the recording is, at the right; empty when it stands elsewhere.
  let label: String

  /// The header of a state.
  init(_ state: AppState) {
    let playing =
      state.playback.isPlaying ? "playing \(state.playback.eventsPerSecond)/s" : nil
    let hasEvent = state.index >= 0
    let last = max(0, state.log.count - 1)
    let event = hasEvent ? "event \(state.index) of \(last)" : "before event 0 of \(last)"
    let time = hasEvent ? TimeText.instant(state.time(ofEvent: state.index)) : nil
    let thread = hasEvent ? state.currentThread.map { state.cast.threadName($0) } : nil
    let cpu = hasEvent ? state.log.cpu[state.index] : 0
    let file = state.recording.fileName
    choices = [
      ["tablewalk", file, event, time, thread.map { "\($0) on CPU \(cpu)" }, playing],
      [file, event, time, thread.map { "\($0) on CPU \(cpu)" }, playing],
      [file, event, time, thread, playing],
      [event, time, thread, playing],
      [event, time, playing],
    ].map { parts in
      parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }
    label =
      state.layout.tabs == nil
      ? state.recording.phrase : TabBar.hasRoomForLabel(state) ? "" : state.recording.label
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
