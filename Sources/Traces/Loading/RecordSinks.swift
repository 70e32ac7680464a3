import Machine

/// Learns from every record what holds for all of them.
struct SurveySink: RecordSink {
  private(set) var survey = RecordingSurvey()
  private var threads = ThreadNumbers()

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    guard meaning != .other else { return }
    survey.take(meaning, thread: threads.number(of: record.identifier), fields: fields)
  }

  mutating func loseTrack() {}

  /// Takes over which functions were seen elsewhere in the recording.
  mutating func noteFunctions(of other: SurveySink) { survey.noteFunctions(of: other.survey) }
}

/// Puts records into a batch, numbers their threads, and goes on learning.
struct BatchSink: RecordSink {
  var batch = RecordBatch()
  private(set) var survey = RecordingSurvey()
  private var threads = ThreadNumbers()
  private var hasLostTrack = false
  private let isLearning: Bool

  /// - Parameter isLearning: whether to survey too; by facts that are final nothing is to be learned.
  init(isLearning: Bool) { self.isLearning = isLearning }

  mutating func take(
    _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    command: @autoclosure () -> String
  ) {
    let known = threads.count
    let thread = threads.number(of: record.identifier)
    if thread == known {
      batch.append(ThreadInfo(command: command(), identifier: record.identifier))
    }
    batch.append(record, thread: thread, meaning, fields, isAfterLoss: hasLostTrack)
    hasLostTrack = false
    if isLearning, meaning != .other { survey.take(meaning, thread: thread, fields: fields) }
  }

  mutating func loseTrack() { hasLostTrack = true }
}

/// Numbers threads in order of appearance.
struct ThreadNumbers {
  private var numbers: [Int: Int] = [:]
  private var recent = RecentLookups(bits: 10)

  /// How many threads there are.
  var count: Int { numbers.count }

  @inline(__always)
  mutating func number(of identifier: Int) -> Int {
    recent.index(of: UInt64(bitPattern: Int64(identifier))) ?? find(identifier)
  }

  private mutating func find(_ identifier: Int) -> Int {
    let number = numbers[identifier] ?? numbers.count
    numbers[identifier] = number
    recent.note(number, of: UInt64(bitPattern: Int64(identifier)))
    return number
  }
}
