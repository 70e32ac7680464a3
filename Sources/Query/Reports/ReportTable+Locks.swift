import Machine

extension ReportTable {
  /// Every lock, counted over the whole timeline.
  static func locks(_ timeline: Timeline) -> ReportTable {
    let cast = timeline.cast
    let totals = cast.locks.indices.map { LockCount($0, timeline) }
    return ReportTable(
      "locks",
      [
        Column("lock"), Column("address"), Column("kind"), Column("vm"), Column("reads"),
        Column("writes"), Column("waits"), Column("longest_wait_ns", "longest wait"),
        Column("total_wait_ns", "all waits"), Column("longest_hold_ns", "longest hold"),
        Column("holds"),
      ],
      count: totals.count, event: { totals[$0].longestWait?.event ?? totals[$0].firstEvent }
    ) { number in
      let (lock, count) = (cast.locks[number], totals[number])
      return [
        .text(lock.name), lock.address.isEmpty ? .none : .text(lock.address),
        .text(lock.kind.rawValue), .optional(lock.machine.map { $0 + 1 }),
        .number(count.totals.reads), .number(count.totals.writes), .number(count.totals.waits),
        count.longestWait.map { .duration($0.nanoseconds) } ?? .none,
        count.totals.waits > 0 ? .duration(count.allWaits) : .none,
        count.longestHold.map { .duration($0.nanoseconds) } ?? .none,
        .text(count.totals.hasInferredHolds ? "inferred" : "observed"),
      ]
    }
  }

  /// Waits that the kernel reported, the longest first.
  static func waits(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let cast = timeline.cast
    let found = LockWaits(timeline, where: isWanted)
    return ReportTable(
      "waits",
      [
        Column("event"), Column("time"), Column("thread"), Column("lock"), Column("mode"),
        Column("wait_ns", "wait"), Column("holder", "held by"), Column("holder_mode", "for"),
        Column("held_ns", "of it"), Column("holder_event", "since"), Column("holders"),
        Column("end_event", "end"),
      ],
      count: found.waits.count, event: { found.waits[$0].span.events.lowerBound }
    ) { number in
      let wait = found.waits[number]
      let span = wait.span
      let causes = found.causes(of: wait)
      let cause = causes.first
      return timeline.heading(ofEvent: span.events.lowerBound, thread: span.thread) + [
        .text(cast.locks[span.lock].name), .text(span.mode.word), .duration(wait.nanoseconds),
        cause.map { .text(cast.threadName($0.thread)) } ?? .none,
        cause.map { .text($0.mode.word) } ?? .none,
        cause.map { .duration($0.nanoseconds) } ?? .none, .optional(cause?.firstEvent),
        .number(causes.count), .number(span.events.upperBound),
      ]
    }
  }
}

/// One lock's holds and waits in numbers.
private struct LockCount: Sendable {
  let totals: LockTotals
  private(set) var allWaits: Int64 = 0
  private(set) var longestWait: (event: Int, nanoseconds: Int64)?
  private(set) var longestHold: (event: Int, nanoseconds: Int64)?
  private(set) var firstEvent: Int?

  init(_ lock: Int, _ timeline: Timeline) {
    totals = timeline.totals(ofLock: lock)
    for span in timeline.lockHistory.spans[lock] {
      let event = span.events.lowerBound
      firstEvent = firstEvent ?? event
      guard let time = timeline.nanoseconds(from: event, to: span.events.upperBound) else {
        continue
      }
      if span.isHold {
        if time > longestHold?.nanoseconds ?? -1 { longestHold = (event, time) }
      } else if span.isContended {
        allWaits &+= time
        if time > longestWait?.nanoseconds ?? -1 { longestWait = (event, time) }
      }
    }
  }
}
