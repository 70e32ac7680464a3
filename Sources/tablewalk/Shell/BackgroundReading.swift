import Foundation
import Interface
import Synchronization
import Traces

/// Reads a recording on a thread of its own and hands over what it has read from time to time.
final class BackgroundReading: Sendable {
  /// What is handed over.
  enum News: Sendable {
    /// Only how far it has come.
    case progress(ReadingProgress)
    /// What has been read, and how far it has come; nil when that is all.
    case recording(Recording, ReadingProgress?)
  }

  private let news = Mutex<News?>(nil)

  /// Records read at a time.
  private static let pieceRecords = 1 << 16
  /// How often what has been read is handed over, at most.
  private static let publishInterval = Duration.milliseconds(200)

  /// Begins to read the rest of a recording.
  init(_ unfinished: UnfinishedRecording) {
    let thread = Thread { [self] in read(unfinished) }
    thread.name = "reader"
    // The recursion of reading is shallow, its buffers are on the heap.
    thread.start()
  }

  /// What has come since it was asked last; nil for nothing.
  func latest() -> News? {
    news.withLock { news in
      defer { news = nil }
      return news
    }
  }

  private func read(_ unfinished: UnfinishedRecording) {
    var reading = unfinished
    let start = ContinuousClock.now
    var published = start
    var records = 0
    while !reading.isFinished {
      reading.advance(records: Self.pieceRecords)
      records += Self.pieceRecords
      guard !reading.isFinished else { break }
      let now = ContinuousClock.now
      let progress = ReadingProgress(
        share: reading.progress, eventsPerSecond: Double(records) / Self.seconds(now - start),
        isSecondReading: reading.isSecondReading)
      // A second reading knows less than what is shown, until it is done.
      if now - published >= Self.publishInterval && !reading.isSecondReading {
        published = now
        publish(.recording(reading.recording, progress))
      } else {
        publish(.progress(progress))
      }
    }
    publish(.recording(reading.recording, nil))
  }

  /// What is not yet taken is replaced, but a recording not by mere progress.
  private func publish(_ new: News) {
    news.withLock { news in
      if case .recording(let recording, .some) = news, case .progress(let progress) = new {
        news = .recording(recording, progress)
      } else {
        news = new
      }
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return max(1e-3, Double(seconds) + Double(attoseconds) * 1e-18)
  }
}
