/// A stretch of a timeline in which a thread held or waited for a lock.
public struct LockSpan: Hashable, Sendable {
  /// An index into ``Cast/locks``.
  public var lock: Int
  /// An index into ``Cast/threads``.
  public var thread: Int
  /// For what.
  public var mode: LockClaim.Mode
  /// Whether it held the lock; else it waited.
  public var isHold: Bool
  /// Whether the kernel reported contention (waits only).
  public var isContended: Bool
  /// The events from the first in which it stood to the one that ended it; the end is the number
  /// of events when nothing ended it.
  public var events: Range<Int>
  /// How its beginning is known.
  public var provenance: Provenance
}

/// Where every hold and wait began and ended, for lanes over time and for totals.
public struct LockHistory: Sendable {
  /// The spans of each lock, by their beginning.
  public let spans: [[LockSpan]]

  /// Reads the spans off a log's changes.
  public init(cast: Cast, log: EventLog) {
    var spans: [[LockSpan]] = Array(repeating: [], count: cast.locks.count)
    var open: [UInt64: Int] = [:]
    for event in 0..<log.count {
      for number in log.changeRange(ofEventAt: event) {
        let change = log.change(at: number)
        guard change.kind == .lockHold || change.kind == .lockWait,
          cast.claims.indices.contains(Int(change.subject))
        else { continue }
        let claim = cast.claims[Int(change.subject)]
        let key = UInt64(change.subject) << 1 | (change.kind == .lockHold ? 1 : 0)
        if let position = open.removeValue(forKey: key) {
          let start = spans[claim.lock][position].events.lowerBound
          spans[claim.lock][position].events = start..<max(start, event)
        }
        guard let new = LockClaim(word: change.new) else { continue }
        open[key] = spans[claim.lock].count
        spans[claim.lock].append(
          LockSpan(
            lock: claim.lock, thread: claim.thread, mode: new.mode,
            isHold: change.kind == .lockHold, isContended: new.isContended,
            events: event..<log.count, provenance: change.provenance))
      }
    }
    self.spans = spans
  }
}
