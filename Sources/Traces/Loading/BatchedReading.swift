import Dispatch
import Machine

/// Reads records batch by batch: while one core interprets a batch, another reads the next.
struct BatchedReading<Reader: RecordReader> {
  private var filling: Filling
  private var interpreting: BatchInterpreter
  /// Whether all has been read and interpreted.
  private(set) var isFinished = false

  /// The half that reads.
  private struct Filling {
    var reader: Reader
    var sink: BatchSink
    var isAtEnd = false

    mutating func run() {
      guard !isAtEnd else { return }
      isAtEnd = !reader.read(batchRecords, into: &sink)
    }
  }

  /// Records in a batch: so few that both cores find theirs in their caches.
  private static var batchRecords: Int { 1 << 12 }

  init(_ reader: Reader, facts: RecordingFacts, isLearning: Bool) {
    filling = Filling(reader: reader, sink: BatchSink(isLearning: isLearning))
    interpreting = BatchInterpreter(facts: facts)
  }

  var reader: Reader { filling.reader }
  var survey: RecordingSurvey { filling.sink.survey }
  var interpreter: TraceInterpreter { interpreting.interpreter }
  var kindCounts: KindCounts { interpreting.kindCounts }

  /// Interprets what was read last and reads on.
  ///
  /// - Returns: how many records were interpreted.
  mutating func advance() -> Int {
    let count = interpreting.batch.count
    if count == 0 {
      filling.run()
    } else {
      Self.run(&filling, &interpreting)
      for entry in interpreting.notUnderstood {
        filling.reader.noteNotUnderstood(kind: entry.kind, line: entry.line, bytes: entry.bytes)
      }
    }
    interpreting.batch.removeAll()
    swap(&filling.sink.batch, &interpreting.batch)
    isFinished = filling.isAtEnd && interpreting.batch.isEmpty
    return count
  }

  /// Runs both halves, at once where there are two cores.
  private static func run(_ filling: inout Filling, _ interpreting: inout BatchInterpreter) {
    withUnsafeMutablePointer(to: &filling) { filling in
      withUnsafeMutablePointer(to: &interpreting) { interpreting in
        // Each half is one core's alone, and both are done before either is touched again.
        nonisolated(unsafe) let filling = filling
        nonisolated(unsafe) let interpreting = interpreting
        DispatchQueue.concurrentPerform(iterations: 2) { half in
          if half == 0 { interpreting.pointee.run() } else { filling.pointee.run() }
        }
      }
    }
  }
}
