import Files

@testable import Traces

/// A record as a test compares it.
struct CollectedRecord: Equatable, CustomStringConvertible {
  var command: String
  var identifier: Int
  var cpu: Int
  var time: Int64
  var kind: String
  var meaning: EventMeaning
  var fields: [RecordFields.Name: UInt64]
  var line: Int
  var start: Int

  var description: String {
    "\(command)-\(identifier) [\(cpu)] \(time): \(kind) \(meaning) "
      + fields.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
  }
}

/// Keeps all that a reader reads.
struct CollectedRecords: RecordSink {
  private(set) var records: [CollectedRecord] = []
  private(set) var losses = 0
  private var kinds: [Int] = []

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    var values: [RecordFields.Name: UInt64] = [:]
    if meaning != .other {
      for name in RecordFields.Name.allCases { values[name] = fields[name] }
    }
    records.append(
      CollectedRecord(
        command: command(), identifier: record.identifier, cpu: record.cpu,
        time: record.timeNanoseconds, kind: "", meaning: meaning, fields: values,
        line: record.line, start: record.bytes.lowerBound))
    kinds.append(record.kind)
  }

  mutating func loseTrack() { losses += 1 }

  /// What was read of a text: the records, and what was met besides.
  static func reading(
    _ bytes: some Collection<UInt8>
  ) -> (records: [CollectedRecord], tally: ReadingTally, losses: Int, texts: [String]) {
    let file = FileBytes(bytes)
    let text = FtraceEventText(file: file)
    let (sink, tally) = read(FtraceReader(file))
    return (sink.records, tally, sink.losses, sink.records.map { text.text(at: $0.start) })
  }

  /// What was read of a file, without the texts of its events.
  static func reading(path: String) throws -> (records: [CollectedRecord], tally: ReadingTally) {
    let (sink, tally) = read(FtraceReader(try FileBytes.open(path)))
    return (sink.records, tally)
  }

  /// How many records a text has, without keeping them.
  static func read(
    _ bytes: some Collection<UInt8>, most: Int
  ) -> (records: Int, tally: ReadingTally) {
    var reader = FtraceReader(FileBytes(bytes))
    var sink = CountedRecords()
    _ = reader.read(most, into: &sink)
    return (sink.count, reader.tally)
  }

  static func reading(text: String) -> (
    records: [CollectedRecord], tally: ReadingTally, losses: Int, texts: [String]
  ) { reading(Array(text.utf8)) }

  private static func read(_ reader: FtraceReader) -> (CollectedRecords, ReadingTally) {
    var reader = reader
    var sink = CollectedRecords()
    while reader.read(1000, into: &sink) {}
    for index in sink.records.indices {
      sink.records[index].kind = reader.kinds.names[sink.kinds[index]]
    }
    return (sink, reader.tally)
  }
}

/// Counts records.
private struct CountedRecords: RecordSink {
  var count = 0

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    count += 1
  }

  mutating func loseTrack() {}
}
