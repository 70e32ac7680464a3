import Machine
import VMSA

extension ReportTable {
  /// Every fault.
  static func faults(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let cast = timeline.cast
    let faults = cast.faults.indices.filter { isWanted(cast.faults[$0].event) }
    return ReportTable(
      "faults",
      [
        Column("event"), Column("time"), Column("thread"), Column("vm"), Column("ipa"),
        Column("outcome"), Column("bytes", "size"), Column("duration_ns", "duration"),
        Column("access"), Column("status"), Column("end_event", "end"), Column("va"),
      ],
      count: faults.count, event: { cast.faults[faults[$0]].event }
    ) { number in
      let fault = cast.faults[faults[number]]
      return timeline.heading(ofEvent: fault.event, thread: fault.thread) + [
        .optional(fault.machine.map { $0 + 1 }), .address(fault.address.raw),
        fault.outcomeCell, fault.sizeCell, timeline.duration(of: fault),
        .text(fault.accessWord), .text(fault.syndrome.faultStatus?.words ?? ""),
        .optional(fault.endEvent),
        fault.syndrome.isFaultAddressInvalid ? .none : .address(fault.virtualAddress.raw),
      ]
    }
  }

  /// How faults end.
  static func outcomes(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let rows = FaultSummary(timeline, where: isWanted).rows
    let faults = timeline.cast.faults
    return ReportTable(
      "outcomes",
      [
        Column("outcome"), Column("faults"), Column("min_ns", "min"), Column("median_ns", "median"),
        Column("p99_ns", "p99"), Column("max_ns", "max"),
      ],
      // The longest fault is the one to look at.
      count: rows.count, event: { rows[$0].faults.last.map { faults[$0].event } }
    ) { number in
      let row = rows[number]
      return [.text(row.outcome), .number(row.faults.count)]
        + [0, 50, 99, 100].map { row.duration(percentile: $0).map(ReportCell.duration) ?? .none }
    }
  }

  /// Pages by their faults.
  static func pages(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let hot = HotPages(timeline, where: isWanted)
    return ReportTable(
      "pages",
      [
        Column("ipa"), Column("vm"), Column("faults"), Column("mapped"),
        Column("tried_again", "tried again"), Column("first_event", "first"),
        Column("last_event", "last"), Column("block", "block at"),
        Column("block_faults", "block's faults"), Column("block_pages", "block's pages"),
      ],
      count: hot.pages.count, event: { hot.pages[$0].firstEvent }
    ) { number in
      let page = hot.pages[number]
      let block = hot.block(of: page)
      return [
        .address(page.place.address), .optional(page.place.machine.map { $0 + 1 }),
        .number(page.faults), .number(page.mapped), .number(page.triedAgain),
        .number(page.firstEvent), .number(page.lastEvent), .address(block.address),
        .number(block.faults), .number(block.pages),
      ]
    }
  }
}

extension Timeline {
  /// The cells that begin rows: the event's number, its time, and who.
  func heading(ofEvent event: Int, thread: Int) -> [ReportCell] {
    let time = (0..<count).contains(event) ? log.timeNanoseconds(ofEventAt: event) : 0
    return [.number(event), .time(time), .text(cast.threadName(thread))]
  }

  /// How long a fault took; nothing where its end is not recorded.
  func duration(of fault: FaultRecord) -> ReportCell {
    fault.endEvent.flatMap { nanoseconds(from: fault.event, to: $0) }.map(ReportCell.duration)
      ?? .none
  }
}

extension FaultRecord {
  /// How it ended, as a cell.
  var outcomeCell: ReportCell { outcome.map { .text(QueryVocabulary.word(for: $0)) } ?? .none }

  /// What was mapped, as a cell.
  var sizeCell: ReportCell { mappedBytes.map(ReportCell.size) ?? .none }

  /// “fetch”, “write” or “read”.
  var accessWord: String {
    syndrome.isInstruction ? "fetch" : syndrome.isWrite ? "write" : "read"
  }
}
