import Screen

/// The names of the panels on a narrow screen; the one shown stands in brackets.
struct TabBar: Panel {
  /// The tabs, in the order of their digits.
  let names: [PanelName]
  let focus: PanelName
  /// What the recording is, in full and shorter; shown at the right where there is room.
  let labels: [String]

  /// The tabs of a state.
  init(_ state: AppState) {
    focus = state.focus
    names = state.panelOrder
    labels = TabBar.hasRoomForLabel(state) ? [state.recording.phrase, state.recording.label] : []
  }

  /// Whether the label fits beside the tabs; if not, the header has it.
  static func hasRoomForLabel(_ state: AppState) -> Bool {
    let tabs = state.panelOrder.enumerated().reduce(0) {
      $0 + text($1.element, $1.offset, focus: state.focus).count
    }
    return tabs + 4 + CharacterWidth.columns(of: state.recording.label) <= state.size.columns
  }

  func draw(into area: inout CellBuffer.Region, theme: Theme) {
    var column = 1
    for (place, name) in names.enumerated() {
      let text = TabBar.text(name, place, focus: focus)
      column += area.write(
        text, at: Point(column, 0), style: theme[name == focus ? .focus : .faint])
    }
    let rest = Rect(x: column + 1, y: 0, columns: area.size.columns - column - 2, rows: 1)
    let label = labels.first { CharacterWidth.columns(of: $0) <= rest.columns } ?? labels.last
    area.write(label ?? "", in: rest, align: .trailing, style: theme[.faint])
  }

  /// The tab under a column; nil between and after them.
  static func panel(
    atColumn column: Int, _ names: [PanelName], focus: PanelName
  ) -> PanelName? {
    var start = 1
    for (place, name) in names.enumerated() {
      let end = start + text(name, place, focus: focus).count
      if (start..<end).contains(column) { return name }
      start = end
    }
    return nil
  }

  private static func text(_ name: PanelName, _ place: Int, focus: PanelName) -> String {
    let label = "\(place + 1) \(name.title)"
    return name == focus ? "[\(label)]" : " \(label) "
  }
}
