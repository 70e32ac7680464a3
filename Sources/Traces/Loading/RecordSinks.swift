import Machine

/// Learns from every record what holds for all of them.
struct SurveySink: RecordSink {
  private(set) var survey = RecordingSurvey()
  private var threads = ThreadNumbers()

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: RecordFields,
    command: @autoclosure () -> String
  ) -> Bool {
    guard meaning != .other else { return true }
    survey.take(meaning, thread: threads.number(of: record.identifier), fields: fields)
    return true
  }

  mutating func loseTrack() {}

  /// Takes over which functions were seen elsewhere in the recording.
  mutating func noteFunctions(of other: SurveySink) { survey.noteFunctions(of: other.survey) }
}

/// Tells from every record what became true, and goes on learning.
struct InterpreterSink: RecordSink {
  private(set) var interpreter: TraceInterpreter
  private(set) var survey = RecordingSurvey()
  /// How many events there are of each kind.
  private(set) var kindCounts: [Int] = []
  private var threads = ThreadNumbers()
  private var hasLostTrack = false
  private let isLearning: Bool

  /// - Parameter isLearning: whether to survey too; by facts that are final nothing is to be learned.
  init(facts: RecordingFacts, isLearning: Bool) {
    interpreter = TraceInterpreter(facts: facts)
    self.isLearning = isLearning
  }

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: RecordFields,
    command: @autoclosure () -> String
  ) -> Bool {
    while kindCounts.count <= record.kind { kindCounts.append(0) }
    kindCounts[record.kind] += 1
    let thread = threads.number(of: record.identifier)
    if thread == interpreter.builder.cast.threads.count {
      interpreter.builder.cast.threads.append(
        ThreadInfo(command: command(), identifier: record.identifier))
    }
    interpreter.builder.begin(
      EventLog.Heading(
        timeNanoseconds: record.timeNanoseconds, cpu: UInt16(truncatingIfNeeded: record.cpu),
        thread: thread, kind: record.kind, source: record.bytes.lowerBound))
    if hasLostTrack {
      hasLostTrack = false
      interpreter.loseTrack()
    }
    guard meaning != .other else { return true }
    if isLearning { survey.take(meaning, thread: thread, fields: fields) }
    return interpreter.take(meaning, thread: thread, fields: fields)
  }

  mutating func loseTrack() { hasLostTrack = true }
}

/// Numbers threads in order of appearance.
struct ThreadNumbers {
  private var numbers: [Int: Int] = [:]
  /// The threads looked up last, by the lowest bits of their ids: a look-up in a dictionary for
  /// every event would cost a tenth of all reading.
  private var recent = [(identifier: Int, number: Int)](repeating: (.min, 0), count: 1 << 10)

  mutating func number(of identifier: Int) -> Int {
    let place = identifier & (recent.count - 1)
    if recent[place].identifier == identifier { return recent[place].number }
    let number = numbers[identifier] ?? numbers.count
    numbers[identifier] = number
    recent[place] = (identifier, number)
    return number
  }
}
