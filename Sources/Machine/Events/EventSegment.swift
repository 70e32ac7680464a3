/// Up to ``length`` events one after the other: 16 bytes an event, and its changes.
///
/// Times and places in the source are kept as differences from the segment's first, in 32 bits;
/// thread, CPU and kind share 32 more. Where these don't do (a clock that steps far, or back; very
/// many threads), the segment keeps everything whole.
struct EventSegment: Sendable {
  /// Events in a whole segment.
  static let length = 1 << shift
  static let shift = 16

  private struct Row {
    var time: UInt32
    var source: UInt32
    /// Where the event's changes begin in ``changes``.
    var changeStart: UInt32
    /// Bits 13:0 the thread, bits 22:14 the CPU, bits 31:23 the kind.
    var indexes: UInt32

    static let mostThreads = 1 << 14
    static let most = 1 << 9

    var thread: Int { Int(indexes & 0x3FFF) }
    var cpu: Int { Int(indexes >> 14 & 0x1FF) }
    var kind: Int { Int(indexes >> 23) }
  }

  private struct WholeRow {
    var heading: EventLog.Heading
    var changeStart: UInt32
  }

  private var firstTime: Int64 = 0
  private var firstSource = 0
  private var rows: [Row] = []
  private var wholeRows: [WholeRow]?
  private var changes = ChangeBytes()
  /// The events that are at work on an address, and which: few are.
  private var workEvents: [UInt16] = []
  private var workAddresses: [UInt64] = []

  /// How many events there are.
  var count: Int { wholeRows?.count ?? rows.count }

  /// Makes room for a whole segment at once, so that no event is moved as it grows.
  mutating func reserve() { rows.reserveCapacity(Self.length) }
}

// MARK: - Reading

extension EventSegment {
  func time(_ index: Int) -> Int64 {
    wholeRows.map { $0[index].heading.timeNanoseconds } ?? firstTime &+ Int64(rows[index].time)
  }

  func source(_ index: Int) -> Int {
    wholeRows.map { $0[index].heading.source } ?? firstSource &+ Int(rows[index].source)
  }

  func thread(_ index: Int) -> Int {
    wholeRows.map { $0[index].heading.thread } ?? rows[index].thread
  }

  func cpu(_ index: Int) -> Int {
    wholeRows.map { Int($0[index].heading.cpu) } ?? rows[index].cpu
  }

  func kind(_ index: Int) -> Int {
    wholeRows.map { $0[index].heading.kind } ?? rows[index].kind
  }

  func changes(_ index: Int) -> EventChanges {
    EventChanges(
      changes, changeStart(index)..<(index + 1 < count ? changeStart(index + 1) : changes.count))
  }

  func workAddress(_ index: Int) -> UInt64? {
    let place = workEvents.partitioningIndex { $0 >= index }
    return place < workEvents.count && workEvents[place] == index ? workAddresses[place] : nil
  }

  private func changeStart(_ index: Int) -> Int {
    Int(wholeRows.map { $0[index].changeStart } ?? rows[index].changeStart)
  }
}

// MARK: - Writing

extension EventSegment {
  @inline(__always)
  mutating func append(_ heading: EventLog.Heading) {
    let start = UInt32(truncatingIfNeeded: changes.count)
    if wholeRows == nil {
      if rows.isEmpty { (firstTime, firstSource) = (heading.timeNanoseconds, heading.source) }
      if let row = row(heading, changeStart: start) {
        rows.append(row)
        return
      }
      wholeRows = rows.indices.map {
        WholeRow(heading: self.heading($0), changeStart: rows[$0].changeStart)
      }
      rows = []
    }
    wholeRows?.append(WholeRow(heading: heading, changeStart: start))
  }

  /// The row that holds an event; nil when it takes a whole one.
  @inline(__always)
  private func row(_ heading: EventLog.Heading, changeStart: UInt32) -> Row? {
    let (time, overflow) = heading.timeNanoseconds.subtractingReportingOverflow(firstTime)
    let source = heading.source &- firstSource
    guard !overflow, UInt64(bitPattern: time) <= UInt32.max,
      UInt(bitPattern: source) <= UInt32.max,
      (0..<Row.mostThreads).contains(heading.thread), heading.cpu < Row.most,
      (0..<Row.most).contains(heading.kind)
    else { return nil }
    return Row(
      time: UInt32(truncatingIfNeeded: time), source: UInt32(truncatingIfNeeded: source),
      changeStart: changeStart,
      indexes: UInt32(heading.thread) | UInt32(heading.cpu) << 14 | UInt32(heading.kind) << 23)
  }

  private func heading(_ index: Int) -> EventLog.Heading {
    EventLog.Heading(
      timeNanoseconds: time(index), cpu: UInt16(truncatingIfNeeded: cpu(index)),
      thread: thread(index), kind: kind(index), source: source(index))
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
  @inline(__always)
  mutating func append(_ change: Change) { changes.append(change) }

  /// Gives back the memory that no event uses: the segment is whole.
  mutating func close() { changes.close() }
}
