import Machine

/// Records that were read and are still to be interpreted, with their fields.
///
/// It is filled on one core while another one empties the batch before it, and used again.
struct RecordBatch {
  /// A record and what goes with it.
  struct Entry {
    var record: TraceRecord
    /// Its thread, by order of appearance.
    var thread: Int
    var meaning: EventMeaning
    /// Which fields it has.
    fileprivate var names: UInt32
    /// Whether events were lost just before it.
    var isAfterLoss: Bool
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

  mutating func append(
    _ record: TraceRecord, thread: Int, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    isAfterLoss: Bool
  ) {
    let names = meaning.hasFields ? write(fields) : 0
    entries.append(
      Entry(
        record: record, thread: thread, meaning: meaning, names: names, isAfterLoss: isAfterLoss))
  }

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
