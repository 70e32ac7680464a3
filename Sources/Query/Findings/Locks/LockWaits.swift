import Machine

/// The waits for locks that the kernel reported, and who held the lock meanwhile.
public struct LockWaits: Sendable {
  /// One wait that ended within the recording.
  public struct Wait: Hashable, Sendable {
    /// The wait.
    public var span: LockSpan
    /// How long it took, in nanoseconds.
    public var nanoseconds: Int64
  }

  /// A hold by another thread during a wait.
  public struct Holder: Hashable, Sendable {
    /// The hold.
    public var span: LockSpan
    /// For how long both lasted, in nanoseconds.
    public var nanoseconds: Int64
    /// Whether it stands in the way by its mode: any hold of a wait to write, a writer's of a wait
    /// to read. Readers keep a reader waiting only behind a writer in the queue.
    public var isInTheWay: Bool
  }

  /// A thread's holds in one mode during a wait, taken together.
  public struct Cause: Hashable, Sendable {
    /// The thread, an index into ``Cast/threads``.
    public var thread: Int
    /// For what it held the lock.
    public var mode: LockClaim.Mode
    /// For how long it held the lock during the wait, in nanoseconds.
    public var nanoseconds: Int64
    /// How many holds there were.
    public var holds: Int
    /// The event the first of them began at, which may be before the wait.
    public var firstEvent: Int
    /// Whether such holds stand in the way of the wait by their mode.
    public var isInTheWay: Bool
  }

  /// The waits, the longest first.
  public let waits: [Wait]
  private let holds: [HoldIndex]
  private let timeline: Timeline

  /// Collects the waits of all locks. O(holds and waits), and sorting.
  ///
  /// - Parameter isWanted: whether the wait that begins at an event counts.
  public init(_ timeline: Timeline, where isWanted: (Int) -> Bool = { _ in true }) {
    self.timeline = timeline
    var waits: [Wait] = []
    for spans in timeline.lockHistory.spans {
      for span in spans where !span.isHold && span.isContended {
        guard
          let time = timeline.nanoseconds(
            from: span.events.lowerBound, to: span.events.upperBound),
          isWanted(span.events.lowerBound)
        else { continue }
        waits.append(Wait(span: span, nanoseconds: time))
      }
    }
    self.waits = waits.sorted {
      ($1.nanoseconds, $0.span.events.lowerBound, $0.span.lock)
        < ($0.nanoseconds, $1.span.events.lowerBound, $1.span.lock)
    }
    holds = timeline.lockHistory.spans.map(HoldIndex.init)
  }

  /// Who held the lock during a wait: those in the way first, then by how long together.
  ///
  /// The first is who caused the wait, as far as holds are known.
  public func causes(of wait: Wait) -> [Cause] {
    var causes: [Cause] = []
    for holder in holders(during: wait) {
      if let place = causes.firstIndex(where: {
        $0.thread == holder.span.thread && $0.mode == holder.span.mode
      }) {
        causes[place].nanoseconds &+= holder.nanoseconds
        causes[place].holds += 1
        causes[place].firstEvent = min(
          causes[place].firstEvent, holder.span.events.lowerBound)
      } else {
        causes.append(
          Cause(
            thread: holder.span.thread, mode: holder.span.mode,
            nanoseconds: holder.nanoseconds, holds: 1,
            firstEvent: holder.span.events.lowerBound, isInTheWay: holder.isInTheWay))
      }
    }
    return causes.sorted {
      ($1.isInTheWay ? 1 : 0, $1.nanoseconds, $0.firstEvent)
        < ($0.isInTheWay ? 1 : 0, $0.nanoseconds, $1.firstEvent)
    }
  }

  /// The holds by other threads during a wait: those in the way first, then by how long.
  public func holders(during wait: Wait) -> [Holder] {
    guard holds.indices.contains(wait.span.lock) else { return [] }
    let spans = timeline.lockHistory.spans[wait.span.lock]
    return holds[wait.span.lock].holds(meeting: wait.span.events, in: spans)
      .filter { $0.thread != wait.span.thread }
      .map { span in
        let overlap = span.events.clamped(to: wait.span.events)
        return Holder(
          span: span,
          nanoseconds: timeline.nanoseconds(from: overlap.lowerBound, to: overlap.upperBound) ?? 0,
          isInTheWay: wait.span.mode == .write || span.mode == .write)
      }.sorted {
        ($1.isInTheWay ? 1 : 0, $1.nanoseconds, $0.span.events.lowerBound)
          < ($0.isInTheWay ? 1 : 0, $0.nanoseconds, $1.span.events.lowerBound)
      }
  }
}

/// Finds the holds of one lock that last during given events.
struct HoldIndex: Sendable {
  /// The places of holds among the lock's spans, by their beginning.
  private var places: [UInt32] = []
  /// The latest end of each hold and all before it: how far back one must look.
  private var latestEnds: [Int] = []

  init(_ spans: SegmentedArray<LockSpan>) {
    var latest = 0
    for (place, span) in spans.enumerated() where span.isHold {
      latest = max(latest, span.events.upperBound)
      places.append(UInt32(truncatingIfNeeded: place))
      latestEnds.append(latest)
    }
  }

  /// The holds, of which there may be many readers', in the order they began.
  func holds(meeting events: Range<Int>, in spans: SegmentedArray<LockSpan>) -> [LockSpan] {
    var found: [LockSpan] = []
    var place =
      places.partitioningIndex { spans[Int($0)].events.lowerBound >= events.upperBound } - 1
    while place >= 0, latestEnds[place] > events.lowerBound {
      let span = spans[Int(places[place])]
      if span.events.upperBound > events.lowerBound { found.append(span) }
      place -= 1
    }
    return found.reversed()
  }
}
