import Screen

/// The whole screen for a state. Pure: equal states give equal screens.
///
/// - Parameter showsKeys: whether the lowest line says what the keys do, where nothing else is said
///   there; pictures that have keys of their own leave it out.
public func draw(_ state: AppState, showsKeys: Bool = true) -> CellBuffer {
  var buffer = CellBuffer(size: state.size, encoding: state.isASCII ? .ascii : .unicode)
  buffer.withRegion { screen in
    switch state.mode {
    case .tooSmall: drawTooSmall(state, into: &screen)
    case .help: drawHelp(state, into: &screen)
    case .report: drawReport(state, into: &screen)
    case .exploring: drawExploring(state, into: &screen)
    case .normal, .stepping, .prompt: drawPanels(state, showsKeys: showsKeys, into: &screen)
    }
  }
  return buffer
}

private func drawTooSmall(_ state: AppState, into screen: inout CellBuffer.Region) {
  let least = ScreenLayout.least
  let lines = [
    "tablewalk needs \(least.columns)×\(least.rows)",
    "this terminal: \(state.size.columns)×\(state.size.rows)",
    "q quits",
  ]
  let top = max(0, (state.size.rows - lines.count) / 2)
  for (row, line) in lines.enumerated() {
    screen.write(line, in: screen.bounds.row(top + row), align: .center)
  }
}

private func drawPanels(
  _ state: AppState, showsKeys: Bool, into screen: inout CellBuffer.Region
) {
  let layout = state.layout
  let composition = Composition(state: state)
  var frames = FrameGrid()
  // The focused frame comes last, so that its whole border stands out.
  let order = PanelName.allCases.filter { layout.panels[$0] != nil && $0 != state.focus }
  for name in order + [state.focus] {
    guard let rect = layout.panels[name], let interior = layout.interior(of: name) else { continue }
    let isFocus = name == state.focus
    frames.add(
      rect, title: composition.title(of: name, size: interior.size),
      style: state.theme[isFocus ? .focus : .frame],
      titleStyle: state.theme[isFocus ? .focus : .title])
  }
  frames.draw(into: &screen)
  for name in order + [state.focus] {
    guard let interior = layout.interior(of: name) else { continue }
    let panel = composition.panel(name, size: interior.size)
    screen.withRegion(interior) { panel.draw(into: &$0, theme: state.theme) }
  }
  screen.withRegion(layout.header) { HeaderBar(state).draw(into: &$0, theme: state.theme) }
  if let tabs = layout.tabs {
    screen.withRegion(tabs) { TabBar(state).draw(into: &$0, theme: state.theme) }
  }
  if let banner = BannerBar(state) {
    screen.withRegion(layout.banner) { banner.draw(into: &$0, theme: state.theme) }
  }
  guard showsKeys || state.prompt != nil || state.message != nil else { return }
  let footer = FooterBar(state)
  let rows = min(footer.rows(columns: state.size.columns), state.size.rows)
  let area = Rect(
    x: 0, y: layout.footer.minY - rows + 1, columns: layout.footer.columns, rows: rows)
  screen.withRegion(area) { footer.draw(into: &$0, theme: state.theme) }
}

private func drawHelp(_ state: AppState, into screen: inout CellBuffer.Region) {
  let theme = state.theme
  let isASCII = state.isASCII
  screen.box(
    title: "Help · \(Keymap.helpTitle)", footer: Keymap.helpFooter(isASCII: isASCII),
    style: theme[.focus])
  screen.inset(columns: 2, rows: 1) { area in
    HelpPanel(
      isASCII: isASCII, mode: state.panelMode, notes: state.recording.notes,
      scroll: state.helpScroll
    ).draw(into: &area, theme: theme)
  }
}

private func drawReport(_ state: AppState, into screen: inout CellBuffer.Region) {
  guard let report = state.report else { return }
  let place = report.table.count > 0 ? "\(report.selected + 1) of \(report.table.count)" : "empty"
  screen.box(
    title: "\(report.title) · \(place)", footer: Keymap.reportFooter(isASCII: state.isASCII),
    style: state.theme[.focus])
  screen.inset(columns: 2, rows: 1) { area in
    ReportPanel(report: report).draw(into: &area, theme: state.theme)
  }
}

private func drawExploring(_ state: AppState, into screen: inout CellBuffer.Region) {
  guard let exploring = state.exploring else { return }
  screen.box(
    title: "Explore · \(exploring.title)",
    footer: Keymap.exploringFooter(isASCII: state.isASCII), style: state.theme[.focus])
  screen.inset(columns: 2, rows: 1) { area in
    ExploringPanel(
      exploring: exploring, threads: state.stepper?.model.threads.map(\.name) ?? []
    ).draw(into: &area, theme: state.theme)
  }
}
