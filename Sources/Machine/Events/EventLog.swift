/// Every event of a timeline and every change they make, in columns.
///
/// Columns rather than structs: a recording has millions of events, a seek reads only the changes,
/// and a screen reads only the rows it shows.
///
/// Invariant: `firstChange` has one more element than there are events and never decreases.
public struct EventLog: Sendable {
  private var timeNanoseconds: [Int64] = []
  private var cpu: [UInt16] = []
  private var thread: [UInt32] = []
  private var kind: [UInt32] = []
  private var line: [UInt32] = []
  private var byteOffset: [UInt64] = []
  private var byteLength: [UInt32] = []
  private var workAddress: [UInt64] = []
  private var firstChange: [UInt32] = [0]
  private var changeKind: [UInt8] = []
  private var changeSubject: [UInt32] = []
  private var changeOld: [UInt64] = []
  private var changeNew: [UInt64] = []
  private var changeProvenance: [UInt16] = []

  /// An empty log.
  public init() {}

  /// How many events there are.
  public var count: Int { timeNanoseconds.count }

  /// The time of an event, in nanoseconds of the recording's own clock.
  public func timeNanoseconds(ofEventAt index: Int) -> Int64 { timeNanoseconds[index] }

  /// The CPU an event was recorded on.
  public func cpu(ofEventAt index: Int) -> Int { Int(cpu[index]) }

  /// The thread of an event: an index into ``Cast/threads``.
  public func thread(ofEventAt index: Int) -> Int { Int(thread[index]) }

  /// The kind of an event: an index into ``Cast/eventKinds``.
  public func kind(ofEventAt index: Int) -> Int { Int(kind[index]) }

  /// The first line, counted from 1, of an event in its source; 0 when it has none.
  public func line(ofEventAt index: Int) -> Int { Int(line[index]) }

  /// Where an event's text stands in its source, in bytes.
  public func bytes(ofEventAt index: Int) -> Range<Int> {
    let start = Int(byteOffset[index])
    return start..<start + Int(byteLength[index])
  }

  /// The input address an event is at work on, such as that of a walker's visit; nil when it names
  /// none.
  public func workAddress(ofEventAt index: Int) -> UInt64? {
    workAddress[index] == .max ? nil : workAddress[index]
  }

  /// The numbers of the changes an event makes, in order.
  public func changeRange(ofEventAt index: Int) -> Range<Int> {
    Int(firstChange[index])..<Int(firstChange[index + 1])
  }

  /// One change by its number.
  public func change(at number: Int) -> Change {
    Change(
      Change.Kind(rawValue: changeKind[number]) ?? .counter,
      subject: Int(changeSubject[number]), old: changeOld[number], new: changeNew[number],
      Provenance(code: changeProvenance[number]))
  }

  /// The changes an event makes, in order.
  public func changes(ofEventAt index: Int) -> [Change] {
    changeRange(ofEventAt: index).map(change(at:))
  }

  /// The first event at or after a time; `count` when all are earlier.
  ///
  /// Assumes times don't decrease, as the kernel's merged trace promises; a recording whose clock
  /// steps back gets some event near the time.
  public func firstEvent(atOrAfter nanoseconds: Int64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if timeNanoseconds[middle] < nanoseconds { low = middle + 1 } else { high = middle }
    }
    return low
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
    /// The line counted from 1, or 0.
    public var line: Int
    /// Where the text stands, in bytes.
    public var bytes: Range<Int>

    /// Makes a heading.
    public init(
      timeNanoseconds: Int64, cpu: UInt16 = 0, thread: Int, kind: Int, line: Int = 0,
      bytes: Range<Int> = 0..<0
    ) {
      self.timeNanoseconds = timeNanoseconds
      self.cpu = cpu
      self.thread = thread
      self.kind = kind
      self.line = line
      self.bytes = bytes
    }
  }

  /// Adds an event that so far changes nothing.
  public mutating func append(_ heading: Heading) {
    timeNanoseconds.append(heading.timeNanoseconds)
    cpu.append(heading.cpu)
    thread.append(UInt32(truncatingIfNeeded: heading.thread))
    kind.append(UInt32(truncatingIfNeeded: heading.kind))
    line.append(UInt32(truncatingIfNeeded: heading.line))
    byteOffset.append(UInt64(heading.bytes.lowerBound))
    byteLength.append(UInt32(truncatingIfNeeded: heading.bytes.count))
    workAddress.append(.max)
    firstChange.append(UInt32(truncatingIfNeeded: changeKind.count))
  }

  /// Notes the input address the last event is at work on.
  public mutating func noteWorkAddress(_ address: UInt64) {
    guard count > 0 else { return }
    workAddress[count - 1] = address
  }

  /// Adds a change to the last event; does nothing while there is no event.
  public mutating func append(_ change: Change) {
    guard count > 0 else { return }
    changeKind.append(change.kind.rawValue)
    changeSubject.append(change.subject)
    changeOld.append(change.old)
    changeNew.append(change.new)
    changeProvenance.append(change.provenance.code)
    firstChange[count] = UInt32(truncatingIfNeeded: changeKind.count)
  }
}
