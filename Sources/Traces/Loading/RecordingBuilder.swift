import Machine

/// Makes a recording of what a reader reads, piece by piece.
///
/// What holds for all of a recording (``RecordingFacts``) is learned from its beginning and from
/// samples of the rest; then everything is interpreted by that, while learning goes on. Where what is
/// known at the end would have made a difference, all is interpreted once more: the recording is the
/// same as if everything had been surveyed before.
struct RecordingBuilder<Reader: RecordReader>: RecordingBuilding {
  private let start: Reader
  private var reading: BatchedReading<Reader>
  private let options: ReadingOptions
  /// Whether this is the last time through.
  private var isFinal = false
  private(set) var isFinished = false
  private(set) var isSecondReading = false
  /// What is known of the whole recording by now.
  private var facts: RecordingFacts

  /// Records read before the first one is interpreted.
  private static var surveyedRecords: Int { 1 << 15 }
  /// Places looked at behind them, and records read at each.
  private static var samples: (places: Int, records: Int) { (32, 512) }

  init(_ reader: Reader, options: ReadingOptions) {
    start = reader
    self.options = options
    var surveying = SurveySink()
    var first = reader
    if first.read(Self.surveyedRecords, into: &surveying) {
      for var sample in reader.samples(Self.samples.places) {
        var elsewhere = SurveySink()
        _ = sample.read(Self.samples.records, into: &elsewhere)
        surveying.noteFunctions(of: elsewhere)
      }
    } else {
      isFinal = true
    }
    facts = surveying.survey.result(toldMode: options.kernel?.faultLockMode)
    reading = BatchedReading(reader, facts: facts, isLearning: !isFinal)
  }

  var progress: Double { reading.reader.progress }

  /// Reads on, by about a number of records.
  mutating func advance(records: Int) {
    var left = records
    while left > 0, !isFinished {
      left -= max(1, reading.advance())
      if reading.isFinished { finish() }
    }
  }

  private mutating func finish() {
    if !isFinal { facts = reading.survey.result(toldMode: options.kernel?.faultLockMode) }
    let interpreter = reading.interpreter
    if isFinal || facts.agree(with: interpreter.facts, needsSoleKVM: interpreter.needsSoleKVM) {
      isFinished = true
      return
    }
    isFinal = true
    isSecondReading = true
    reading = BatchedReading(start, facts: facts, isLearning: false)
  }

  /// The recording as far as it was read.
  func recording(file: String, kind: String, isCutOff: Bool) -> Recording {
    let interpreter = reading.interpreter
    let reader = reading.reader
    var builder = interpreter.builder
    builder.cast.eventKinds = reader.kinds.names
    return Recording(
      file: file, kind: kind, timeline: builder.timeline(text: reader.text),
      lines: reader.tally.lines, unparsed: reader.tally.unparsed, lost: reader.tally.lost,
      kindCounts: reading.kindCounts.list(of: reader.kinds.names.count),
      understoodKinds: reader.kinds.meanings.map { $0 != .other },
      verifiedEntries: interpreter.verified, correctedEntries: interpreter.corrected,
      isMissingTables: !interpreter.hasRoomForTables, isCutOff: isCutOff,
      notRecorded: facts.notRecorded + reader.tally.notes,
      machineNotes: facts.isGranuleTold ? [facts.granule.name] : [])
  }
}
