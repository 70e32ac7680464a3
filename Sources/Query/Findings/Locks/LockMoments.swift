import Machine

/// What happened to one lock: each hold and wait, where it began and where it ended; the first
/// ``HistoryMoment/limit`` of these.
public struct LockMoments: Sendable {
  /// The lock, an index into ``Cast/locks``.
  public let lock: Int
  /// What happened, in order; at one event what ends comes before what begins.
  public let moments: [HistoryMoment]

  /// Collects the holds and waits of a lock. O(its holds and waits), and sorting.
  public init(of lock: Int, in timeline: Timeline) {
    self.lock = lock
    guard timeline.lockHistory.spans.indices.contains(lock) else {
      moments = []
      return
    }
    var ends: [HistoryMoment] = []
    var begins: [HistoryMoment] = []
    for span in timeline.lockHistory.spans[lock].prefix(HistoryMoment.limit) {
      begins.append(HistoryMoment(event: span.events.lowerBound, happening: .began(span)))
      guard span.events.upperBound < timeline.count else { continue }
      ends.append(HistoryMoment(event: span.events.upperBound, happening: .ended(span)))
    }
    moments = Array(HistoryMoment.sorted(ends + begins).prefix(HistoryMoment.limit))
  }
}
