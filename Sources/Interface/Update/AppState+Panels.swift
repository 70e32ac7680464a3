import Screen

extension AppState {
  /// Gives keys to another panel.
  mutating func focus(_ panel: PanelName) {
    guard panelOrder.contains(panel) else { return }
    focus = panel
  }

  /// Scrolls the focused panel; the list of events moves its choice instead.
  mutating func scroll(byLines lines: Int) {
    if isHelpShown {
      scrollHelp(by: lines)
    } else if focus == .events {
      choose(by: lines)
    } else if focus == .threads, stepper != nil {
      chooseThread(by: lines)
    } else {
      scroll(focus, by: lines)
    }
  }

  /// Scrolls by so many times the panel's height, less a line that stays in sight.
  mutating func scroll(byPages pages: Int) {
    let rows =
      isHelpShown ? size.rows - 2 : layout.interior(of: focus)?.rows ?? 1
    scroll(byLines: pages * max(1, rows - 1))
  }

  /// Scrolls a panel as far as it has lines.
  mutating func scroll(_ panel: PanelName, by lines: Int) {
    guard let interior = layout.interior(of: panel),
      let content = Composition(state: self).scrollingPanel(panel, size: interior.size)
    else { return }
    let encoding: TextEncoding = isASCII ? .ascii : .unicode
    let count = content.lines(in: interior.size, encoding: encoding).count
    let furthest = max(0, count - interior.rows)
    let current = min(scroll[panel] ?? 0, furthest)
    scroll[panel] = min(max(current.advancedClamping(by: lines), 0), furthest)
  }

  private mutating func scrollHelp(by lines: Int) {
    let area = Size(size.columns - 4, size.rows - 2)
    let count = HelpPanel(isASCII: isASCII, mode: panelMode, notes: recording.notes)
      .lines(in: area, encoding: .unicode).count
    let furthest = max(0, count - area.rows)
    helpScroll = min(max(helpScroll.advancedClamping(by: lines), 0), furthest)
  }

  /// Moves the choice in the list of events.
  private mutating func choose(by lines: Int) {
    guard log.count > 0 else { return }
    let from = selectedEvent ?? max(0, index)
    if let filtered {
      let event = filtered.event(lines, from: selectedEvent ?? index)
      selectedEvent = event == index ? nil : event ?? selectedEvent
      return
    }
    let event = min(max(from.advancedClamping(by: lines), 0), log.count - 1)
    selectedEvent = event == index ? nil : event
  }

  /// Goes to the chosen event, steps the chosen thread, or lets the panel fill the screen.
  mutating func open() -> [Effect] {
    if let selectedEvent, focus == .events {
      seek(to: selectedEvent)
    } else if focus == .threads, stepper != nil {
      return stepChosen(way: 0)
    } else {
      isZoomed.toggle()
    }
    return []
  }

  /// Shows or hides the help, from its beginning.
  mutating func toggleHelp() {
    isHelpShown.toggle()
    helpScroll = 0
  }

  /// Leaves the innermost thing that is open.
  mutating func cancel() {
    if prompt != nil {
      prompt = nil
    } else if isHelpShown {
      isHelpShown = false
    } else if report != nil {
      report = nil
    } else if selectedEvent != nil {
      selectedEvent = nil
    } else {
      isZoomed = false
    }
  }
}
