import Machine

/// Finds the holds, or the waits, that begin or end at an event.
///
/// Those of one thread and lock follow each other, so that a binary search finds them.
struct ClaimSpans: Sendable {
  /// For each lock and thread, the places of its spans in the lock's history.
  private var places: [ClaimInfo: [UInt32]] = [:]
  private let isOfHolds: Bool

  init(_ timeline: Timeline, ofHolds: Bool) {
    isOfHolds = ofHolds
    for (lock, spans) in timeline.lockHistory.spans.enumerated() {
      for (place, span) in spans.enumerated() where span.isHold == ofHolds {
        places[ClaimInfo(lock: lock, thread: span.thread), default: []]
          .append(UInt32(truncatingIfNeeded: place))
      }
    }
  }

  /// Hands the lengths of what a change at an event begins and ends to `body`, until enough.
  func visit(
    _ change: Change, _ event: Int, _ timeline: Timeline, _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    guard change.kind == (isOfHolds ? .lockHold : .lockWait),
      timeline.cast.claims.indices.contains(Int(change.subject))
    else { return false }
    let claim = timeline.cast.claims[Int(change.subject)]
    guard let own = places[claim], timeline.lockHistory.spans.indices.contains(claim.lock) else {
      return false
    }
    let spans = timeline.lockHistory.spans[claim.lock]
    var place = own.partitioningIndex { spans[Int($0)].events.lowerBound > event } - 1
    while place >= 0 {
      let events = spans[Int(own[place])].events
      guard events.lowerBound == event || events.upperBound == event else { return false }
      if let time = timeline.nanoseconds(from: events.lowerBound, to: events.upperBound),
        body(Intervals.ordinal(time), Intervals.ordinal(time))
      {
        return true
      }
      // Whatever began before this event is the last that can end at it.
      if events.lowerBound < event { return false }
      place -= 1
    }
    return false
  }
}
