import Machine

/// Makes a recording of events alone: what they tell of tables, locks and threads is left out.
struct EventReading<Reader: RecordReader>: RecordingBuilding {
  private var reader: Reader
  private var sink = EventSink()
  private(set) var isFinished = false

  init(_ reader: Reader) { self.reader = reader }

  var isSecondReading: Bool { false }
  var progress: Double { reader.progress }

  mutating func advance(records: Int) {
    guard !isFinished else { return }
    isFinished = !reader.read(records, into: &sink)
  }

  func recording(file: String, kind: String, isCutOff: Bool) -> Recording {
    var builder = sink.builder
    builder.cast.eventKinds = reader.kinds.names
    return Recording(
      file: file, kind: kind, timeline: builder.timeline(text: reader.text),
      lines: reader.tally.lines, unparsed: reader.tally.unparsed, lost: reader.tally.lost,
      kindCounts: sink.kindCounts.list(of: reader.kinds.names.count),
      understoodKinds: reader.kinds.meanings.map { $0 != .other }, verifiedEntries: 0,
      correctedEntries: 0, isMissingTables: false, isCutOff: isCutOff,
      notRecorded: reader.tally.notes, machineNotes: [])
  }
}

/// Puts records into an event log.
private struct EventSink: RecordSink {
  var builder = TimelineBuilder()
  var kindCounts = KindCounts()
  private var threads = ThreadNumbers()

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    kindCounts.count(record.kind)
    let thread = threads.number(of: record.identifier)
    if thread == builder.cast.threads.count {
      builder.cast.threads.append(ThreadInfo(command: command(), identifier: record.identifier))
    }
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: record.timeNanoseconds, cpu: UInt16(truncatingIfNeeded: record.cpu),
        thread: thread, kind: record.kind, source: record.bytes.lowerBound))
  }

  mutating func loseTrack() {}
}
