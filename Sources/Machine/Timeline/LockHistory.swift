/// A stretch of a timeline in which a thread held or waited for a lock.
public struct LockSpan: Hashable, Sendable {
  private var firstEvent: UInt32
  private var endEvent: UInt32
  private var lockNumber: UInt32
  private var threadNumber: UInt32
  private var code: UInt16
  private var traits: UInt8

  init(
    _ claim: LockClaim, lock: Int, thread: Int, isHold: Bool, event: Int, _ provenance: Provenance
  ) {
    firstEvent = UInt32(truncatingIfNeeded: event)
    endEvent = .max
    lockNumber = UInt32(truncatingIfNeeded: lock)
    threadNumber = UInt32(truncatingIfNeeded: thread)
    code = provenance.code
    traits =
      claim.mode.rawValue | (isHold ? 0b100 : 0) | (claim.isContended ? 0b1000 : 0)
  }

  mutating func end(at event: Int) {
    endEvent = max(firstEvent, UInt32(truncatingIfNeeded: event))
  }

  /// An index into ``Cast/locks``.
  public var lock: Int { Int(lockNumber) }
  /// An index into ``Cast/threads``.
  public var thread: Int { Int(threadNumber) }
  /// For what.
  public var mode: LockClaim.Mode { LockClaim.Mode(rawValue: traits & 0b11) ?? .write }
  /// Whether it held the lock; else it waited.
  public var isHold: Bool { traits & 0b100 != 0 }
  /// Whether the kernel reported contention (waits only).
  public var isContended: Bool { traits & 0b1000 != 0 }
  /// Whether nothing ended it.
  public var isOpen: Bool { endEvent == .max }
  /// The events from the first in which it stood to the one that ended it; up to 2³² − 1 when
  /// nothing ended it.
  public var events: Range<Int> { Int(firstEvent)..<Int(endEvent) }
  /// How its beginning is known.
  public var provenance: Provenance { Provenance(code: code) }
}

/// Where every hold and wait began and ended, for lanes over time and for totals.
public struct LockHistory: Sendable {
  /// The spans of each lock of the cast, by their beginning; none for a lock never claimed.
  public private(set) var spans: [SegmentedArray<LockSpan>] = []
  /// The number of the span each claim stands in, plus 1: holds at even places, waits at odd ones.
  private var standing: [Int] = []

  init() {}

  /// Makes room for so many locks.
  mutating func extend(to locks: Int) {
    while spans.count < locks { spans.append(SegmentedArray()) }
  }

  /// Takes a change of a hold or a wait.
  mutating func take(_ change: Change, of claim: ClaimInfo, at event: Int) {
    let subject = Int(change.subject)
    let isHold = change.kind == .lockHold
    let place = subject * 2 + (isHold ? 0 : 1)
    while standing.count <= place { standing.append(0) }
    extend(to: claim.lock + 1)
    if standing[place] > 0 { spans[claim.lock][standing[place] - 1].end(at: event) }
    standing[place] = 0
    guard let new = LockClaim(word: change.new) else { return }
    spans[claim.lock].append(
      LockSpan(
        new, lock: claim.lock, thread: claim.thread, isHold: isHold, event: event, change.provenance
      ))
    standing[place] = spans[claim.lock].count
  }
}
