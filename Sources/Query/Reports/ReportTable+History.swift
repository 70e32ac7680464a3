import Machine
import VMSA

extension ReportTable {
  /// What happened to a page, a table or a lock, as rows.
  ///
  /// - Parameters:
  ///   - name: what it is the history of.
  ///   - describe: a write of an entry in words.
  public static func history(
    _ name: String, _ moments: [HistoryMoment], in timeline: Timeline,
    describing describe: @escaping @Sendable (Change) -> String
  ) -> ReportTable {
    ReportTable(
      name,
      [
        Column("event"), Column("time"), Column("thread"), Column("what"),
        Column("provenance", "known"), Column("rule"),
      ],
      count: moments.count, event: { moments[$0].event }
    ) { number in
      let moment = moments[number]
      let thread = timeline.log.thread(ofEventAt: moment.event)
      return timeline.heading(ofEvent: moment.event, thread: thread)
        + moment.cells(in: timeline, describing: describe)
    }
  }
}

extension HistoryMoment {
  fileprivate func cells(
    in timeline: Timeline, describing describe: (Change) -> String
  ) -> [ReportCell] {
    let cast = timeline.cast
    switch happening {
    case .write(let write):
      return [
        .text(
          timeline.log.changes(ofEventAt: write.event).change(at: write.change).map(describe) ?? ""),
        .text(write.provenance.word),
        write.provenance.ruleCell,
      ]
    case .linked(let table): return [.text("\(cast.tables[table].words) linked in"), .none, .none]
    case .dropped(let table): return [.text("\(cast.tables[table].words) taken out"), .none, .none]
    case .fault(let number):
      let fault = cast.faults[number]
      let end = fault.outcomeCell.words
      return [
        .text("fault (\(fault.accessWord)) at \(fault.address.grouped): \(end)"),
        .text("observed"), .none,
      ]
    case .began(let span):
      let verb = span.isHold ? "takes it for" : "wants it for"
      return [
        .text("\(cast.threadName(span.thread)) \(verb) \(span.mode.word)"),
        .text(span.provenance.word), span.provenance.ruleCell,
      ]
    case .ended(let span):
      let verb = span.isHold ? "held it for" : "wanted it for"
      let time =
        timeline.nanoseconds(from: span.events.lowerBound, to: span.events.upperBound)
        .map { ReportCell.duration($0).words } ?? "a time not known"
      return [
        .text("\(cast.threadName(span.thread)) \(verb) \(span.mode.word), \(time)"), .none, .none,
      ]
    }
  }
}

extension TableInfo {
  fileprivate var words: String {
    "\(level.shortName) table for \(Hexadecimal.grouped(inputBase))"
  }
}
