import Machine

extension RecordingWriter {
  /// The line of an event, with its changes.
  mutating func writeEvent(_ index: Int) {
    line.begin()
    line.text("type", "event")
    line.number("event", index)
    line.number("at", log.timeNanoseconds(ofEventAt: index))
    line.number("cpu", log.cpu(ofEventAt: index))
    line.number("thread", log.thread(ofEventAt: index))
    line.number("kind", log.kind(ofEventAt: index))
    line.number("line", recording.timeline.text.line(ofEventAt: index, in: log))
    line.word("work", log.workAddress(ofEventAt: index))
    let text = recording.timeline.text.text(ofEventAt: index, in: log)
    line.text("text", text.isEmpty ? nil : text)
    var hasChanges = false
    for change in log.changes(ofEventAt: index) {
      if !hasChanges { line.beginArray("changes") }
      hasChanges = true
      write(change)
    }
    if hasChanges { line.endArray() }
    line.endLine()
  }

  private mutating func write(_ change: Change) {
    line.begin()
    line.text("set", ChangeName.word(change.kind))
    let subject = Int(change.subject)
    switch change.kind {
    case .descriptor, .descriptorLearned:
      // Entries are named by their table: how they are numbered in memory is nobody's business.
      let table = cast.table(ofSlot: subject) ?? 0
      line.number("of", table)
      line.number("entry", subject - cast.tables[table].firstSlot)
    default: line.number("of", subject)
    }
    write("from", change.old, of: change.kind)
    write("to", change.new, of: change.kind)
    line.text("by", ProvenanceName.word(change.provenance))
    line.end()
  }

  private mutating func write(_ name: StaticString, _ word: UInt64, of kind: Change.Kind) {
    switch kind {
    case .descriptor, .descriptorLearned, .counter: line.word(name, word)
    case .tableAttached, .rootLive, .threadGuest, .invalidationOpen: line.flag(name, word != 0)
    case .threadFault, .threadCall, .memslot:
      if word == 0 { line.null(name) } else { line.number(name, word - 1) }
    case .lockHold, .lockWait:
      guard let claim = LockClaim(word: word) else { return line.null(name) }
      line.beginObject(name)
      line.text("mode", claim.mode.word)
      line.number("since", claim.sinceEvent)
      line.flag("contended", claim.isContended)
      line.text("by", ProvenanceName.word(claim.provenance))
      line.end()
    }
  }
}

/// The kinds of registers, by the words of the format.
enum ChangeName {
  private static let words = Dictionary(
    Change.Kind.allCases.map { ($0, String(describing: $0)) }, uniquingKeysWith: { $1 })
  private static let kinds = Dictionary(
    words.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })

  /// The word for a kind: the name it has in the model.
  static func word(_ kind: Change.Kind) -> String { words[kind] ?? "" }

  /// The kind a word stands for.
  static func kind(_ word: String) -> Change.Kind? { kinds[word] }
}
