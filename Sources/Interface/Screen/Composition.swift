import Screen

/// Makes the panels and their titles from a state.
struct Composition {
  let state: AppState

  /// A panel of so many columns and rows inside.
  func panel(_ name: PanelName, size: Size) -> any Panel {
    scrollingPanel(name, size: size) ?? EventsPanel(events: EventsView(state, lines: size.rows))
  }

  /// A panel that scrolls by lines; nil for the list of events, which moves by events.
  func scrollingPanel(_ name: PanelName, size: Size) -> (any ScrollingPanel)? {
    let scroll = state.scroll[name] ?? 0
    switch name {
    case .walk: return WalkPanel(walk: WalkView(state), scroll: scroll)
    case .locks: return LocksPanel(locks: LocksView(state), scroll: scroll)
    case .fault: return FaultPanel(fault: FaultView(state), scroll: scroll)
    case .why where state.stepper != nil:
      return StepWhyPanel(why: StepWhyView(state), scroll: scroll)
    case .why: return WhyPanel(why: WhyView(state), scroll: scroll)
    case .threads: return ThreadsPanel(threads: ThreadsView(state), scroll: scroll)
    case .compared:
      let view = state.comparison.map { ThreadsView($0, besides: state) }
      return ThreadsPanel(threads: view ?? ThreadsView(rows: []), scroll: scroll)
    case .tables: return TablesPanel(tables: tables(size: size), scroll: scroll)
    case .events: return nil
    }
  }

  /// What stands in a panel's border.
  func title(of name: PanelName, size: Size) -> String {
    switch name {
    case .walk: return "Walk · \(WalkView(state).title)"
    case .fault:
      let thread = FaultView(state).thread
      let followed = state.selectedThread == nil ? "" : " (followed; t next)"
      return thread.isEmpty ? "Fault" : "Fault · \(thread)\(followed)"
    case .tables:
      let view = tables(size: size)
      return ["Tables", view.name, view.counts].filter { !$0.isEmpty }.joined(separator: " · ")
    case .events:
      let filter = state.filtered.map { "only \($0.text): \($0.progress)" }
      let search = state.searchText.isEmpty ? nil : "/\(state.searchText)"
      return ["Events", filter, search].compactMap(\.self).joined(separator: " · ")
    case .threads:
      guard let stepper = state.stepper else { return name.title }
      return state.comparison == nil ? name.title : "Threads · \(stepper.model.edition.name)"
    case .compared: return state.comparison.map(comparedTitle) ?? name.title
    case .why where state.stepper != nil && state.focus != .why:
      let panel = StepWhyPanel(why: StepWhyView(state))
      let isCut = panel.lines(in: size, encoding: .unicode).count > size.rows
      return isCut ? "Why · 4 and ↓ read on" : "Why"
    case .locks, .why: return name.title
    }
  }

  private func comparedTitle(_ comparison: Comparison) -> String {
    let instant = comparison.instant(for: state.index)
    let violation = comparison.stepper.violation.flatMap { $0.instant <= instant ? $0 : nil }
    let verdict = violation.map { " · ✗ \($0.rule.rawValue) violated" } ?? ""
    return "Threads in \(comparison.edition.name)\(verdict)"
  }

  private func tables(size: Size) -> TablesView {
    var view = TablesView(
      state, cellsPerRow: TablesPanel.cellsPerRow(columns: size.columns),
      rows: max(1, size.rows - 1))
    view.facts = state.stepper?.facts(at: state.index) ?? []
    return view
  }
}
