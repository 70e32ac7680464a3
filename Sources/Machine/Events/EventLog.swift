/// Every event of a timeline and every change they make.
///
/// Columns in segments rather than structs: a recording has millions of events, a seek reads only
/// the changes, and a screen reads only the rows it shows.
public struct EventLog: Sendable {
  /// The whole segments.
  private var segments: [EventSegment] = []
  /// The segment that events join.
  private var last = EventSegment()
  /// How many events there are.
  public private(set) var count = 0

  /// Events from one kept state of a timeline to the next.
  public static let segmentLength = EventSegment.length

  /// An empty log.
  public init() {}

  /// The time of an event, in nanoseconds of the recording's own clock.
  public func timeNanoseconds(ofEventAt index: Int) -> Int64 {
    segment(index).time(index & (EventSegment.length - 1))
  }

  /// The CPU an event was recorded on.
  public func cpu(ofEventAt index: Int) -> Int {
    segment(index).cpu(index & (EventSegment.length - 1))
  }

  /// The thread of an event: an index into ``Cast/threads``.
  public func thread(ofEventAt index: Int) -> Int {
    segment(index).thread(index & (EventSegment.length - 1))
  }

  /// The kind of an event: an index into ``Cast/eventKinds``.
  public func kind(ofEventAt index: Int) -> Int {
    segment(index).kind(index & (EventSegment.length - 1))
  }

  /// Where an event stands in its source: only the source knows what that means.
  public func source(ofEventAt index: Int) -> Int {
    segment(index).source(index & (EventSegment.length - 1))
  }

  /// The input address an event is at work on, such as that of a walker's visit; nil when it names
  /// none.
  public func workAddress(ofEventAt index: Int) -> UInt64? {
    segment(index).workAddress(index & (EventSegment.length - 1))
  }

  /// The changes an event makes, in order.
  public func changes(ofEventAt index: Int) -> EventChanges {
    segment(index).changes(index & (EventSegment.length - 1))
  }

  /// The first event at or after a time; `count` when all are earlier.
  ///
  /// Assumes times don't decrease, as the kernel's merged trace promises; a recording whose clock
  /// steps back gets some event near the time.
  public func firstEvent(atOrAfter nanoseconds: Int64) -> Int {
    (0..<count).partitioningIndex { timeNanoseconds(ofEventAt: $0) >= nanoseconds }
  }
}

extension EventLog {
  @inline(__always)
  private func segment(_ index: Int) -> EventSegment {
    let number = index >> EventSegment.shift
    return number < segments.count ? segments[number] : last
  }
}

// MARK: - Writing

extension EventLog {
  /// What an event is, without its changes.
  public struct Heading: Sendable {
    /// Nanoseconds of the recording's clock.
    public var timeNanoseconds: Int64
    /// The CPU.
    public var cpu: UInt16
    /// An index into ``Cast/threads``.
    public var thread: Int
    /// An index into ``Cast/eventKinds``.
    public var kind: Int
    /// Where it stands in its source.
    public var source: Int

    /// Makes a heading.
    public init(
      timeNanoseconds: Int64, cpu: UInt16 = 0, thread: Int, kind: Int, source: Int = 0
    ) {
      self.timeNanoseconds = timeNanoseconds
      self.cpu = cpu
      self.thread = thread
      self.kind = kind
      self.source = source
    }
  }

  /// Adds an event that so far changes nothing.
  public mutating func append(_ heading: Heading) {
    if count & (EventSegment.length - 1) == 0, count > 0 { beginSegment() }
    last.append(heading)
    count += 1
  }

  private mutating func beginSegment() {
    last.close()
    segments.append(last)
    last = EventSegment()
    last.reserve()
  }

  /// Notes the input address the last event is at work on.
  public mutating func noteWorkAddress(_ address: UInt64) { last.noteWorkAddress(address) }

  /// Adds a change to the last event; does nothing while there is no event.
  public mutating func append(_ change: Change) {
    guard count > 0 else { return }
    last.append(change)
  }
}
