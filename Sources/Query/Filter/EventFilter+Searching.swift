import Machine

extension EventFilter {
  /// Where a search came to.
  public enum SearchResult: Hashable, Sendable {
    /// An event satisfies the expression.
    case found(Int)
    /// None of the events does.
    case notFound
    /// So many were asked that the search stops for now; it goes on with this event.
    case stopped(Int)
  }

  /// How many events to ask in one go, so that a person does not wait: fewer where texts are read.
  public var eventsPerStep: Int { readsText ? 100_000 : 1_000_000 }

  /// Looks for the first event of a range that satisfies the expression, or the last.
  ///
  /// - Parameter limit: how many events to ask at most.
  public func search(
    _ events: Range<Int>, forwards: Bool, in timeline: Timeline, limit: Int
  ) -> SearchResult {
    let events = events.clamped(to: 0..<timeline.count)
    if forwards {
      let end = events.lowerBound + min(events.count, max(1, limit))
      for event in events.lowerBound..<end where matches(eventAt: event, in: timeline) {
        return .found(event)
      }
      return end < events.upperBound ? .stopped(end) : .notFound
    }
    let first = events.upperBound - min(events.count, max(1, limit))
    for event in (first..<events.upperBound).reversed()
    where matches(eventAt: event, in: timeline) {
      return .found(event)
    }
    return first > events.lowerBound ? .stopped(first - 1) : .notFound
  }
}
