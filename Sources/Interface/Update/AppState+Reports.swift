import Machine
import Query
import VMSA

extension AppState {
  /// What an action means while a report is shown; nil for those that mean the same everywhere.
  mutating func inReport(_ action: Action) -> [Effect]? {
    guard report != nil else { return nil }
    switch action {
    case .scroll(let rows), .wheel(_, let rows): report?.move(by: rows)
    case .scrollPages(let pages): report?.move(by: pages * max(1, size.rows - 4))
    case .shift(let columns): report?.shift(by: columns)
    case .goToStart: report?.move(by: .min)
    case .goToEnd: report?.move(by: .max)
    case .open: return openReportRow()
    case .cancel: report = nil
    case .beginCommand:
      report = nil
      return nil
    case .tick, .resize, .redraw, .suspend, .quit: return nil
    default: break
    }
    return []
  }

  private mutating func openReportRow() -> [Effect] {
    guard let report, let event = report.table.event(ofRow: report.selected) else {
      return [.beep]
    }
    self.report = nil
    seek(to: event)
    return []
  }

  /// Shows a report, of the filtered events where there is a filter.
  mutating func show(_ name: ReportName) -> [Effect] {
    playback.isPlaying = false
    let table = name.table(timeline, filter: name == .locks ? nil : filtered?.filter)
    let filter = name == .locks ? "" : filtered.map { " · only \($0.text)" } ?? ""
    report = ShownReport("Report · \(name.rawValue)\(filter)", table)
    return []
  }

  /// Shows the history of what is looked at.
  mutating func show(_ subject: Command.HistorySubject) -> [Effect] {
    playback.isPlaying = false
    switch subject {
    case .automatic: return show(focus == .locks ? .lock(nil) : .page)
    case .page:
      guard let subject = walkSubject, let root = subject.root, cast.roots.indices.contains(root)
      else { return go(to: nil, or: "the walk shows no address; :address gives one") }
      let history = PageHistory(of: subject.address, root: root, in: timeline)
      let name = "page \(Hexadecimal.grouped(history.address)) of \(cast.roots[root].name)"
      return show(history.moments, of: name)
    case .entry: return showEntry()
    case .table: return showTable()
    case .lock(let name): return showLock(name)
    }
  }

  private mutating func showEntry() -> [Effect] {
    guard let step = walkEnd else { return go(to: nil, or: "the walk shown reads no entry") }
    let history = DescriptorHistory(ofSlot: step.slot, in: timeline)
    return show(history.moments, of: EntryWords.place(ofSlot: step.slot, cast: cast))
  }

  private mutating func showTable() -> [Effect] {
    guard let step = walkEnd else { return go(to: nil, or: "the walk shown reads no table") }
    let info = cast.tables[step.table]
    let base = Hexadecimal.grouped(info.inputBase)
    return show(
      TableHistory(of: step.table, in: timeline).moments,
      of: "table \(step.table), \(info.level.shortName) for \(base)")
  }

  private mutating func showLock(_ name: String?) -> [Effect] {
    let named = cast.locks.indices.filter { cast.locks[$0].name == name }
    if let name, named.isEmpty { return go(to: nil, or: "no lock “\(name)”") }
    guard let lock = named.first ?? nearestLock else {
      return go(to: nil, or: "no lock in this recording")
    }
    return show(LockMoments(of: lock, in: timeline).moments, of: cast.locks[lock].name)
  }

  /// The lock that the current event, or one of those just before it, takes or wants; else that of
  /// the first VM.
  private var nearestLock: Int? {
    let lowest = max(0, index - AppState.subjectSearchLimit)
    for event in (lowest..<max(lowest, index + 1)).reversed() {
      for change in log.changes(ofEventAt: event) {
        guard change.kind == .lockHold || change.kind == .lockWait,
          cast.claims.indices.contains(Int(change.subject))
        else { continue }
        return cast.claims[Int(change.subject)].lock
      }
    }
    return cast.machines.lazy.compactMap(\.lock).first ?? cast.locks.indices.first
  }

  /// Shows moments with the last one before now chosen.
  private mutating func show(_ moments: [HistoryMoment], of name: String) -> [Effect] {
    let cast = cast
    let table = ReportTable.history("history", moments, in: timeline) {
      ChangeWords.short($0, cast: cast)
    }
    let now = moments.partitioningIndex { [index] in $0.event > index } - 1
    let cut = moments.count >= HistoryMoment.limit ? " · it may go on" : ""
    report = ShownReport("History of \(name)\(cut)", table, selected: now)
    return []
  }
}
