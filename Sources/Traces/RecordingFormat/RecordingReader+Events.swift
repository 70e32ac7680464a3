import Machine
import VMSA

extension RecordingReader {
  /// An event and its changes.
  mutating func takeEvent(_ range: Range<Int>) throws(RecordingLineError) {
    let fields = try EventFields(bytes, range)
    let number = try required(fields.number, "event")
    let next = builder.log.count
    guard number >= next, number - next <= missingLines else {
      throw .outOfOrder(expected: next, found: number)
    }
    let time = Int64(try required(fields.time, "at"))
    let thread = try index(fields.thread, "thread", builder.cast.threads.count)
    let kind = try index(fields.kind, "kind", builder.cast.eventKinds.count)
    let cpu = try index(fields.cpu ?? 0, "cpu", Int(UInt16.max) + 1)
    if let line = fields.line { _ = try index(line, "line", .max) }
    var changes: [Change] = []
    for change in fields.changes { changes.append(try checked(change, event: number)) }

    while builder.log.count < number { fillMissingEvent(at: time, thread: thread) }
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: time, cpu: UInt16(cpu), thread: thread, kind: kind,
        source: range.lowerBound))
    count(kind: kind)
    if let address = fields.workAddress { builder.noteWorkAddress(address) }
    try apply(changes)
  }

  /// An event whose line could not be read keeps its number.
  private mutating func fillMissingEvent(at time: Int64, thread: Int) {
    missingLines -= 1
    let name = "(line not read)"
    let kind = builder.cast.eventKinds.firstIndex(of: name) ?? builder.cast.eventKinds.count
    if kind == builder.cast.eventKinds.count { addKind(name, isUnderstood: false) }
    builder.begin(EventLog.Heading(timeNanoseconds: time, thread: thread, kind: kind))
    count(kind: kind)
  }

  /// Gives registers their new words; what they held is known better than a file can say.
  private mutating func apply(_ changes: [Change]) throws(RecordingLineError) {
    for change in changes {
      builder.set(change.kind, Int(change.subject), to: change.new, change.provenance)
    }
    let made = Array(builder.log.changes(ofEventAt: builder.event))
    guard made != changes else { return }
    let place = zip(made, changes).enumerated().first { $1.0 != $1.1 }?.offset
    throw .otherOldWord(change: place ?? min(made.count, changes.count))
  }

  // MARK: - Changes

  private func checked(
    _ fields: ChangeFields, event: Int
  ) throws(RecordingLineError) -> Change {
    let name = try required(fields.kind, "set")
    guard let kind = ChangeName.kind(name) else { throw .unknownValue(field: "set", value: name) }
    var subject = try index(fields.subject, "of", subjects(of: kind))
    if kind == .descriptor || kind == .descriptorLearned {
      let table = builder.cast.tables[subject]
      subject = table.firstSlot + (try index(fields.entry, "entry", table.entryCount))
    }
    return Change(
      kind, subject: subject, old: try word(fields.old, "from", of: kind, event: event),
      new: try word(fields.new, "to", of: kind, event: event),
      try provenance(fields.provenance))
  }

  private func provenance(_ word: String?) throws(RecordingLineError) -> Provenance {
    let word = try required(word, "by")
    guard let provenance = ProvenanceName.provenance(word) else {
      throw .unknownValue(field: "by", value: word)
    }
    return provenance
  }

  /// How many registers of a kind there are.
  private func subjects(of kind: Change.Kind) -> Int {
    let cast = builder.cast
    return switch kind {
    case .descriptor, .descriptorLearned, .tableAttached: cast.tables.count
    case .rootLive: cast.roots.count
    case .lockHold, .lockWait: cast.claims.count
    case .threadFault, .threadCall, .threadGuest: cast.threads.count
    case .invalidationOpen: cast.invalidations.count
    case .counter: cast.counters.count
    case .memslot: Int(UInt32.max)
    }
  }

  /// The word of a register, from what the file says it stands for.
  private func word(
    _ place: JSONCursor?, _ field: String, of kind: Change.Kind, event: Int
  ) throws(RecordingLineError) -> UInt64 {
    guard var cursor = place else { throw .missing(field: field) }
    var word: UInt64?
    switch kind {
    case .descriptor, .descriptorLearned, .counter: word = cursor.word()
    case .tableAttached, .rootLive, .threadGuest, .invalidationOpen:
      word = cursor.boolean().map { $0 ? 1 : 0 }
    case .threadFault:
      word = try reference(&cursor, field, builder.cast.faults.count)
    case .threadCall:
      word = try reference(&cursor, field, builder.cast.calls.count)
    case .memslot:
      word = try reference(&cursor, field, builder.cast.memslots.count)
    case .lockHold, .lockWait:
      word = cursor.takeNull() ? 0 : try claim(ClaimFields(&cursor), event: event)
    }
    if let problem = cursor.problem { throw .syntax(problem) }
    return try required(word, field)
  }

  /// A member's number plus 1; 0 for null.
  private func reference(
    _ cursor: inout JSONCursor, _ field: String, _ count: Int
  ) throws(RecordingLineError) -> UInt64 {
    guard let number = cursor.integer() else { return 0 }
    return UInt64(try index(number, field, count)) + 1
  }

  private func claim(
    _ fields: ClaimFields, event: Int
  ) throws(RecordingLineError) -> UInt64 {
    let name = try required(fields.mode, "mode")
    guard let mode = [LockClaim.Mode.read, .write].first(where: { $0.word == name }) else {
      throw .unknownValue(field: "mode", value: name)
    }
    return LockClaim(
      mode, sinceEvent: try index(fields.since, "since", event + 1),
      isContended: fields.isContended, try provenance(fields.provenance)
    ).word
  }
}
