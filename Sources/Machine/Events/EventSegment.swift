/// Up to ``length`` events one after the other, in columns: 18 bytes an event and its changes.
///
/// Times and places in the source are kept as differences from the segment's first, in 32 bits; where
/// these don't do (a clock that steps far, or back), the segment keeps whole times.
struct EventSegment: Sendable {
  /// Events in a whole segment.
  static let length = 1 << shift
  static let shift = 16

  private var firstTime: Int64 = 0
  private var timeDifferences: [UInt32] = []
  /// The times themselves, when differences don't fit.
  private var wholeTimes: [Int64]?
  private var firstSource = 0
  private var sourceDifferences: [UInt32] = []
  private var wholeSources: [Int]?
  private(set) var thread = NarrowColumn()
  private(set) var cpu = NarrowColumn()
  private(set) var kind = NarrowColumn()
  /// Where each event's changes end in ``changes``.
  private var changeEnd: [UInt32] = []
  private var changes: [UInt8] = []
  /// The events that are at work on an address, and which: few are.
  private var workEvents: [UInt16] = []
  private var workAddresses: [UInt64] = []

  /// How many events there are.
  var count: Int { changeEnd.count }

  /// Makes room for a whole segment at once, so that no column is moved as it grows.
  mutating func reserve() {
    timeDifferences.reserveCapacity(Self.length)
    sourceDifferences.reserveCapacity(Self.length)
    thread.reserve(Self.length)
    cpu.reserve(Self.length)
    kind.reserve(Self.length)
    changeEnd.reserveCapacity(Self.length)
  }

  // MARK: Reading

  func time(_ index: Int) -> Int64 {
    wholeTimes.map { $0[index] } ?? firstTime + Int64(timeDifferences[index])
  }

  func source(_ index: Int) -> Int {
    wholeSources.map { $0[index] } ?? firstSource + Int(sourceDifferences[index])
  }

  func changes(_ index: Int) -> EventChanges {
    EventChanges(changes, (index == 0 ? 0 : Int(changeEnd[index - 1]))..<Int(changeEnd[index]))
  }

  func workAddress(_ index: Int) -> UInt64? {
    let place = workEvents.partitioningIndex { $0 >= index }
    return place < workEvents.count && workEvents[place] == index ? workAddresses[place] : nil
  }

  // MARK: Writing

  mutating func append(_ heading: EventLog.Heading) {
    appendTime(heading.timeNanoseconds)
    appendSource(heading.source)
    thread.append(heading.thread)
    cpu.append(Int(heading.cpu))
    kind.append(heading.kind)
    changeEnd.append(UInt32(truncatingIfNeeded: changes.count))
  }

  private mutating func appendTime(_ time: Int64) {
    if wholeTimes != nil {
      wholeTimes?.append(time)
      return
    }
    if count == 0 { firstTime = time }
    let (difference, overflow) = time.subtractingReportingOverflow(firstTime)
    if !overflow, let narrow = UInt32(exactly: difference) {
      timeDifferences.append(narrow)
    } else {
      wholeTimes = timeDifferences.map { firstTime + Int64($0) } + [time]
      timeDifferences = []
    }
  }

  private mutating func appendSource(_ source: Int) {
    if wholeSources != nil {
      wholeSources?.append(source)
      return
    }
    if count == 0 { firstSource = source }
    if source >= firstSource, let narrow = UInt32(exactly: source - firstSource) {
      sourceDifferences.append(narrow)
    } else {
      wholeSources = sourceDifferences.map { firstSource + Int($0) } + [source]
      sourceDifferences = []
    }
  }

  /// Notes the address the last event is at work on; the last one told counts.
  mutating func noteWorkAddress(_ address: UInt64) {
    guard count > 0 else { return }
    if workEvents.last == UInt16(count - 1) {
      workAddresses[workAddresses.count - 1] = address
    } else {
      workEvents.append(UInt16(count - 1))
      workAddresses.append(address)
    }
  }

  /// Adds a change to the last event.
  mutating func append(_ change: Change) {
    guard count > 0 else { return }
    ChangeCoding.append(change, to: &changes)
    changeEnd[count - 1] = UInt32(truncatingIfNeeded: changes.count)
  }
}
