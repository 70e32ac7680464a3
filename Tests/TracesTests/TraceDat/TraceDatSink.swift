import Files

@testable import Traces

/// Keeps what a reader of a trace.dat file gives, with each event's text.
struct TraceDatSink: RecordSink {
  /// One event.
  struct Event: Equatable {
    var thread: Int
    var cpu: Int
    var time: Int64
    var kind: Int
    var text: String
    var meaning: EventMeaning
    var words: [RecordFields.Name: UInt64]
  }

  let text: TraceDatText
  var events: [Event] = []
  var commands: [Int: String] = [:]
  /// The numbers of the events before which track was lost.
  var lostTrack: [Int] = []

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    if commands[record.identifier] == nil { commands[record.identifier] = command() }
    var words: [RecordFields.Name: UInt64] = [:]
    if meaning != .other { for name in RecordFields.Name.allCases { words[name] = fields[name] } }
    events.append(
      Event(
        thread: record.identifier, cpu: record.cpu, time: record.timeNanoseconds,
        kind: record.kind, text: text.text(at: record.bytes.lowerBound), meaning: meaning,
        words: words))
  }

  mutating func loseTrack() { lostTrack.append(events.count) }
}

/// All of a trace.dat file.
struct TraceDatReading {
  var sink: TraceDatSink
  var reader: TraceDatReader
  var isCutOff: Bool

  /// The events with their kinds' names.
  var named: [(name: String, event: TraceDatSink.Event)] {
    sink.events.map { (reader.kinds.names[$0.kind], $0) }
  }

  /// Reads bytes to the end; nil when they hold a latency tracer's text.
  init?(_ bytes: some Collection<UInt8>) throws {
    try self.init(FileBytes(bytes))
  }

  init?(_ file: FileBytes) throws {
    guard case .events(let reader, let text, let isCutOff) = try TraceDat.open(file, name: "made")
    else { return nil }
    self.reader = reader
    self.isCutOff = isCutOff
    sink = TraceDatSink(text: text)
    // A few at a time, as a screen that shows progress reads.
    while self.reader.read(100, into: &sink) {}
  }
}
