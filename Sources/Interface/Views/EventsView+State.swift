import Machine

extension EventsView {
  /// The events around the chosen or current one that fit a number of lines.
  init(_ state: AppState, lines: Int) {
    let total = state.currentChanges.count
    let shown = min(total, max(0, lines / 2))
    changes = state.currentChanges.prefix(shown).map { change in
      ChangeRow(
        words: ChangeWords.short(change, cast: state.cast), provenance: change.provenance)
    }
    furtherChanges = total - shown
    note =
      state.log.count == 0
      ? "The recording has no events." : state.index < 0 ? "Before the first event." : ""
    areSteps = state.stepper != nil
    rows = EventsView.events(state, lines: lines).map { EventsView.row($0, state) }
  }

  /// The events for a number of lines: the one looked at a third of the way down.
  ///
  /// Where there is a filter, those it lets through, and the current one whether it does or not.
  private static func events(_ state: AppState, lines: Int) -> [Int] {
    let count = state.log.count
    let extra = min(state.currentChanges.count, max(0, lines / 2) + 1)
    let room = max(1, lines - extra - (state.index < 0 ? 1 : 0))
    let middle = state.selectedEvent ?? max(0, state.index)
    if let filtered = state.filtered {
      let hasEvent = state.index >= 0 || state.selectedEvent != nil
      return filtered.events(around: hasEvent ? middle : -1, rows: room)
    }
    let first = min(max(0, middle - room / 3), max(0, count - room))
    return Array(first..<min(count, first + room))
  }

  private static func row(_ event: Int, _ state: AppState) -> Row {
    let kind = state.kindName(ofEvent: event)
    let text = state.text(ofEvent: event)
    return Row(
      number: event, time: TimeText.clock(state.log.timeNanoseconds(ofEventAt: event)),
      thread: state.thread(ofEvent: event).map(state.cast.threadName) ?? "?", kind: kind,
      text: ProbeText(text)?.short ?? text, isCurrent: event == state.index,
      isAhead: event > state.index,
      isSelected: event == state.selectedEvent)
  }
}
