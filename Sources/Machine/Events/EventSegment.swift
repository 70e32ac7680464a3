/// Up to ``length`` events one after the other: 20 bytes an event, and its changes.
///
/// Times and places in the source are kept as differences from the segment's first, in 32 bits,
/// indexes in 16. Where these don't do (a clock that steps far, or back; very many threads), the
/// segment keeps everything whole.
struct EventSegment: Sendable {
  /// Events in a whole segment.
  static let length = 1 << shift
  static let shift = 16

  private struct Row {
    var time: UInt32
    var source: UInt32
    /// Where the event's changes end in ``changes``.
    var changeEnd: UInt32
    var thread: UInt16
    var cpu: UInt16
    var kind: UInt16
  }

  private struct WholeRow {
    var heading: EventLog.Heading
    var changeEnd: UInt32
  }

  private var firstTime: Int64 = 0
  private var firstSource = 0
  private var rows: [Row] = []
  private var wholeRows: [WholeRow]?
  private var changes: [UInt8] = []
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
    wholeRows.map { $0[index].heading.thread } ?? Int(rows[index].thread)
  }

  func cpu(_ index: Int) -> Int {
    wholeRows.map { Int($0[index].heading.cpu) } ?? Int(rows[index].cpu)
  }

  func kind(_ index: Int) -> Int {
    wholeRows.map { $0[index].heading.kind } ?? Int(rows[index].kind)
  }

  func changes(_ index: Int) -> EventChanges {
    EventChanges(changes, (index == 0 ? 0 : changeEnd(index - 1))..<changeEnd(index))
  }

  func workAddress(_ index: Int) -> UInt64? {
    let place = workEvents.partitioningIndex { $0 >= index }
    return place < workEvents.count && workEvents[place] == index ? workAddresses[place] : nil
  }

  private func changeEnd(_ index: Int) -> Int {
    Int(wholeRows.map { $0[index].changeEnd } ?? rows[index].changeEnd)
  }
}

// MARK: - Writing

extension EventSegment {
  mutating func append(_ heading: EventLog.Heading) {
    let end = UInt32(truncatingIfNeeded: changes.count)
    if wholeRows == nil {
      if rows.isEmpty { (firstTime, firstSource) = (heading.timeNanoseconds, heading.source) }
      if let row = row(heading, changeEnd: end) {
        rows.append(row)
        return
      }
      wholeRows = rows.indices.map {
        WholeRow(heading: self.heading($0), changeEnd: rows[$0].changeEnd)
      }
      rows = []
    }
    wholeRows?.append(WholeRow(heading: heading, changeEnd: end))
  }

  /// The row that holds an event; nil when it takes a whole one.
  private func row(_ heading: EventLog.Heading, changeEnd: UInt32) -> Row? {
    let (time, overflow) = heading.timeNanoseconds.subtractingReportingOverflow(firstTime)
    let source = heading.source &- firstSource
    guard !overflow, UInt64(bitPattern: time) <= UInt32.max,
      UInt(bitPattern: source) <= UInt32.max,
      UInt(bitPattern: heading.thread) <= UInt16.max, UInt(bitPattern: heading.kind) <= UInt16.max
    else { return nil }
    return Row(
      time: UInt32(truncatingIfNeeded: time), source: UInt32(truncatingIfNeeded: source),
      changeEnd: changeEnd, thread: UInt16(truncatingIfNeeded: heading.thread),
      cpu: heading.cpu, kind: UInt16(truncatingIfNeeded: heading.kind))
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
  mutating func append(_ change: Change) {
    guard count > 0 else { return }
    ChangeCoding.append(change, to: &changes)
    let end = UInt32(truncatingIfNeeded: changes.count)
    let last = count - 1
    if wholeRows == nil {
      rows[last].changeEnd = end
    } else {
      wholeRows?[last].changeEnd = end
    }
  }
}
