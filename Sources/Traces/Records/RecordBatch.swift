import Machine

/// Records that were read and are still to be interpreted, with their fields.
///
/// It is filled on one core while another one empties the batch before it, and used again.
struct RecordBatch {
  /// A record and what goes with it, in 48 bytes.
  struct Entry {
    var timeNanoseconds: Int64
    private var start: Int
    var line: Int
    private var length: UInt32
    private var threadNumber: UInt32
    private var kindNumber: UInt32
    /// Which fields it has.
    fileprivate let names: UInt32
    var cpu: UInt16
    var meaning: EventMeaning
    /// Whether events were lost just before it.
    var isAfterLoss: Bool
    var isBareCall: Bool

    fileprivate init(
      _ record: TraceRecord, thread: Int, _ meaning: EventMeaning, names: UInt32,
      isAfterLoss: Bool
    ) {
      timeNanoseconds = record.timeNanoseconds
      start = record.bytes.lowerBound
      line = record.line
      length = UInt32(clamping: record.bytes.count)
      threadNumber = UInt32(truncatingIfNeeded: thread)
      kindNumber = UInt32(truncatingIfNeeded: record.kind)
      self.names = names
      cpu = UInt16(truncatingIfNeeded: record.cpu)
      self.meaning = meaning
      self.isAfterLoss = isAfterLoss
      isBareCall = record.isBareCall
    }

    /// Where it stands in its source, in bytes.
    var bytes: Range<Int> { start..<start + Int(length) }
    /// Its thread, by order of appearance.
    var thread: Int { Int(threadNumber) }
    /// An index into ``EventKindTable/names``.
    var kind: Int { Int(kindNumber) }
  }

  private var entries: [Entry] = []
  /// The words of all entries' fields, one behind the other; longer than what is used.
  private var words: [UInt64] = []
  private var wordCount = 0
  /// The threads whose first record is among these, in order.
  private(set) var newThreads: [ThreadInfo] = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    newThreads.removeAll(keepingCapacity: true)
    wordCount = 0
  }

  mutating func append(_ thread: ThreadInfo) { newThreads.append(thread) }

  @inline(__always)
  mutating func append(
    _ record: TraceRecord, thread: Int, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    isAfterLoss: Bool
  ) {
    let names = meaning.hasFields ? write(fields) : 0
    entries.append(
      Entry(record, thread: thread, meaning, names: names, isAfterLoss: isAfterLoss))
  }

  @inline(__always)
  private mutating func write(_ fields: borrowing RecordFields) -> UInt32 {
    if words.count &- wordCount < RecordFields.most {
      words.append(contentsOf: repeatElement(0, count: max(1 << 12, words.count)))
    }
    var names: UInt32 = 0
    let start = wordCount
    words.withUnsafeMutableBufferPointer { all in
      guard let base = all.baseAddress else { return }
      var place = base + start
      names = fields.write(&place)
      wordCount = place - base
    }
    return names
  }

  /// Goes through the entries with the fields of each.
  @inline(__always)
  func forEach(_ take: (Entry, borrowing RecordFields) -> Void) {
    var fields = RecordFields()
    words.withUnsafeBufferPointer { all in
      guard var place = all.baseAddress else {
        for entry in entries { take(entry, fields) }
        return
      }
      for entry in entries {
        fields.read(entry.names, &place)
        take(entry, fields)
      }
    }
  }
}
