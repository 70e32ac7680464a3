import Machine

/// Tells from every record of a batch what became true.
struct BatchInterpreter {
  var batch = RecordBatch()
  private(set) var interpreter: TraceInterpreter
  /// How many events there are of each kind.
  private(set) var kindCounts = KindCounts()
  /// The records of the last batch that are of a kind that is understood, but whose fields can't be
  /// read: they are shown and counted as not understood.
  private(set) var notUnderstood: [RecordBatch.Entry] = []

  init(facts: RecordingFacts) { interpreter = TraceInterpreter(facts: facts) }

  /// Interprets the batch and empties it.
  mutating func run() {
    notUnderstood.removeAll(keepingCapacity: true)
    let batch = batch
    interpreter.builder.cast.threads.append(contentsOf: batch.newThreads)
    batch.forEach { entry, fields in take(entry, fields) }
  }

  @inline(__always)
  private mutating func take(_ entry: RecordBatch.Entry, _ fields: borrowing RecordFields) {
    kindCounts.count(entry.kind)
    interpreter.builder.begin(
      EventLog.Heading(
        timeNanoseconds: entry.timeNanoseconds, cpu: entry.cpu, thread: entry.thread,
        kind: entry.kind, source: entry.bytes.lowerBound))
    if entry.isAfterLoss { interpreter.loseTrack() }
    guard entry.meaning != .other else { return }
    let isUnderstood = interpreter.take(entry.meaning, thread: entry.thread, fields: fields)
    if !isUnderstood && !entry.isBareCall { notUnderstood.append(entry) }
  }
}
