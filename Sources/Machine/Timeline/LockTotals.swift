/// What a timeline tells of one lock as a whole.
public struct LockTotals: Hashable, Sendable {
  /// Holds for reading.
  public var reads = 0
  /// Holds for writing.
  public var writes = 0
  /// Waits the kernel reported as contention.
  public var waits = 0
  /// The longest such wait that ended, in nanoseconds.
  public var longestWaitNanoseconds: Int64 = 0
  /// Whether any hold was inferred, not observed.
  public var hasInferredHolds = false
  /// Whether any hold or wait was observed.
  public var hasObservedClaims = false
}

extension Timeline {
  /// The totals of a lock over the whole timeline.
  public func totals(ofLock lock: Int) -> LockTotals {
    var totals = LockTotals()
    guard lockHistory.spans.indices.contains(lock) else { return totals }
    for span in lockHistory.spans[lock] {
      if span.provenance == .observed { totals.hasObservedClaims = true }
      if span.isHold {
        if span.mode == .read { totals.reads += 1 } else { totals.writes += 1 }
        if span.provenance != .observed { totals.hasInferredHolds = true }
      } else if span.isContended {
        totals.waits += 1
        guard !span.isOpen else { continue }
        let wait =
          log.timeNanoseconds(ofEventAt: span.events.upperBound)
          - log.timeNanoseconds(ofEventAt: span.events.lowerBound)
        totals.longestWaitNanoseconds = max(totals.longestWaitNanoseconds, wait)
      }
    }
    return totals
  }
}

extension Change.Kind {
  /// Whether such a change can alter what is mapped.
  public var concernsTables: Bool {
    switch self {
    case .descriptor, .descriptorLearned, .tableAttached, .rootLive: true
    default: false
    }
  }
}
