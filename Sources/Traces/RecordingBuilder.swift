import Machine

/// Makes a recording of what a reader reads: once through to learn what holds for all of it, once
/// more to tell what happened.
struct RecordingBuilder<Reader: RecordReader> {
  private let start: Reader
  private let options: ReadingOptions

  init(_ reader: Reader, options: ReadingOptions) {
    start = reader
    self.options = options
  }

  /// Reads it all.
  func recording(
    file: String, kind: String, isCutOff: Bool
  ) -> Recording {
    var surveying = SurveySink()
    var reader = start
    while reader.read(.max, into: &surveying) {}
    let facts = surveying.survey.result(toldMode: options.kernel?.faultLockMode)
    var interpreting = InterpreterSink(facts: facts)
    reader = start
    while reader.read(.max, into: &interpreting) {}
    let interpreter = interpreting.finished(kinds: reader.kinds)
    return Recording(
      file: file, kind: kind, timeline: interpreter.builder.timeline(text: reader.text),
      lines: reader.tally.lines, unparsed: reader.tally.unparsed, lost: reader.tally.lost,
      kindCounts: interpreting.kindCounts,
      understoodKinds: reader.kinds.meanings.map { $0 != .other },
      verifiedEntries: interpreter.verified, correctedEntries: interpreter.corrected,
      isMissingTables: !interpreter.hasRoomForTables, isCutOff: isCutOff,
      notRecorded: facts.notRecorded,
      machineNotes: facts.isGranuleTold ? [facts.granule.name] : [])
  }
}

/// Learns from every record what holds for all of them.
struct SurveySink: RecordSink {
  private(set) var survey = RecordingSurvey()

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: RecordFields,
    command: @autoclosure () -> String
  ) -> Bool {
    if meaning != .other { survey.take(meaning, thread: record.identifier, fields: fields) }
    return true
  }

  mutating func loseTrack() {}
}

/// Tells from every record what became true.
struct InterpreterSink: RecordSink {
  private(set) var interpreter: TraceInterpreter
  /// How many events there are of each kind.
  private(set) var kindCounts: [Int] = []
  private var hasLostTrack = false

  init(facts: RecordingFacts) { interpreter = TraceInterpreter(facts: facts) }

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: RecordFields,
    command: @autoclosure () -> String
  ) -> Bool {
    while kindCounts.count <= record.kind { kindCounts.append(0) }
    kindCounts[record.kind] += 1
    let thread = interpreter.builder.thread(identifier: record.identifier, command: command())
    interpreter.builder.begin(
      EventLog.Heading(
        timeNanoseconds: record.timeNanoseconds, cpu: UInt16(truncatingIfNeeded: record.cpu),
        thread: thread, kind: record.kind, source: record.bytes.lowerBound))
    if hasLostTrack {
      hasLostTrack = false
      interpreter.loseTrack()
    }
    return interpreter.take(meaning, thread: thread, fields: fields)
  }

  mutating func loseTrack() { hasLostTrack = true }

  /// The interpreter at the end, with the names of all kinds in its cast.
  mutating func finished(kinds: EventKindTable) -> TraceInterpreter {
    for name in kinds.names { _ = interpreter.builder.eventKind(name) }
    return interpreter
  }
}
