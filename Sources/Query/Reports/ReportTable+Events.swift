import Machine

extension ReportTable {
  /// The events that satisfy a filter. O(events).
  public static func events(_ timeline: Timeline, filter: EventFilter) -> ReportTable {
    var found: [UInt32] = []
    for event in 0..<timeline.count where filter.matches(eventAt: event, in: timeline) {
      found.append(UInt32(truncatingIfNeeded: event))
    }
    let rows = found
    let cast = timeline.cast
    return ReportTable(
      "events",
      [
        Column("event"), Column("time"), Column("thread"), Column("cpu"), Column("kind"),
        Column("text"),
      ],
      count: rows.count, event: { Int(rows[$0]) }
    ) { number in
      let event = Int(rows[number])
      let kind = timeline.log.kind(ofEventAt: event)
      return timeline.heading(ofEvent: event, thread: timeline.log.thread(ofEventAt: event)) + [
        .number(timeline.log.cpu(ofEventAt: event)),
        .text(cast.eventKinds.indices.contains(kind) ? cast.eventKinds[kind] : "?"),
        .text(timeline.body(ofEventAt: event)),
      ]
    }
  }
}
