import Screen

extension AppState {
  /// A click: focuses the panel under it, and in the list of events goes to the event.
  mutating func click(_ point: Point) {
    guard mode.showsPanels else { return }
    let layout = layout
    if let tabs = layout.tabs, tabs.contains(point) {
      if let panel = TabBar.panel(atColumn: point.x, panelOrder, focus: focus) { focus(panel) }
      return
    }
    guard let panel = layout.panel(at: point) else { return }
    if panel == .events, let event = event(at: point, layout) {
      seek(to: event)
      playback.isPlaying = false
    }
    // On a narrow screen the list below stays a strip when an event in it is clicked.
    if layout.tabs == nil || panel != .events { focus(panel) }
  }

  /// The wheel: scrolls what is under it, the list of events by its choice.
  mutating func wheel(_ point: Point, _ lines: Int) {
    if isHelpShown { return scroll(byLines: lines) }
    guard mode.showsPanels, let panel = layout.panel(at: point) else { return }
    let focused = focus
    focus = panel
    scroll(byLines: lines)
    focus = focused
  }

  /// The event shown in a row of the list; nil elsewhere.
  private func event(at point: Point, _ layout: ScreenLayout) -> Int? {
    guard let interior = layout.interior(of: .events), interior.contains(point) else { return nil }
    let panel = EventsPanel(events: EventsView(self, lines: interior.rows))
    let lines = panel.lines(columns: interior.columns)
    let row = point.y - interior.minY
    return lines.indices.contains(row) ? lines[row].event : nil
  }
}
