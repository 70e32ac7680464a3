import Machine

/// Reads the records of one format, in order, piece by piece.
///
/// A reader finds records, names their kinds and fills in their fields; what they mean is the
/// sink's business. It can be copied: a copy made at the beginning reads everything again.
protocol RecordReader: SendableMetatype {
  /// The kinds of events met so far.
  var kinds: EventKindTable { get }
  /// What was met besides records.
  var tally: ReadingTally { get }
  /// How much has been read, 0…1, for a progress bar.
  var progress: Double { get }

  /// Copies that begin at places spread over what is to be read, as far as the format lets them; what
  /// they read is good for guesses only.
  func samples(_ places: Int) -> [Self]

  /// Where the text is of the events that the records read so far become.
  var text: any EventTextSource { get }

  /// Reads on, up to a number of records.
  ///
  /// - Returns: false at the end.
  mutating func read(_ most: Int, into sink: inout some RecordSink) -> Bool

  /// Counts a record it has read, of a kind that is understood, whose fields can't be.
  mutating func noteNotUnderstood(kind: Int, line: Int, bytes: Range<Int>)
}

extension RecordReader {
  func samples(_ places: Int) -> [Self] { [] }
}

/// Takes the records that a ``RecordReader`` reads.
protocol RecordSink {
  /// Takes a record; its thread's name is asked for only when the thread is new.
  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  )

  /// Events were lost before the next record: what threads were doing is not known any more.
  mutating func loseTrack()
}

/// What a reader meets besides records.
struct ReadingTally {
  /// How many lines have been passed; 0 in formats without lines.
  var lines = 0
  /// How many events the kernel says it lost.
  private(set) var lost = 0
  /// Lines or pieces that could not be read.
  var unparsed = UnparsedLines()
  /// What can't be told of the whole, in sentences a reader must know.
  var notes: [String] = []

  /// Adds to the events lost; a sum beyond any recording stays at the largest number.
  mutating func addLost(_ count: Int) {
    let (sum, overflow) = lost.addingReportingOverflow(count)
    lost = overflow ? .max : sum
  }
}
