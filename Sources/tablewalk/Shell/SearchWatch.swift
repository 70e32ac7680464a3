import Explorer
import Foundation
import Interleavings
import Synchronization

/// Watches a search: shows how far it has come where somebody looks, and ends it in time or at ^C.
final class SearchWatch {
  private static let interrupt = Atomic<Bool>(false)
  private let deadline: ContinuousClock.Instant?
  private let isShown: Bool
  private var lastShown = ContinuousClock.now
  private var hasShown = false

  /// How often progress is shown.
  private static let interval = Duration.milliseconds(200)

  init(_ arguments: SearchArguments) throws {
    if let seconds = arguments.maxSeconds {
      guard seconds > 0, seconds < 1e9 else {
        throw UsageError(description: "--max-seconds \(seconds): expected a number above 0.")
      }
      deadline = .now + .seconds(seconds)
    } else {
      deadline = nil
    }
    isShown = isatty(STDERR_FILENO) == 1
    // The first ^C ends the search, a second one the program.
    signal(SIGINT) { _ in
      SearchWatch.interrupt.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  /// Whether ^C was pressed.
  var isInterrupted: Bool { SearchWatch.interrupt.load(ordering: .relaxed) }

  /// Searches, and measures the time it takes.
  func run(_ exploration: Exploration) -> (outcome: Outcome, seconds: Double) {
    let start = ContinuousClock.now
    let outcome = exploration.run { self.look($0, since: start) }
    hide()
    return (outcome, (ContinuousClock.now - start).inSeconds)
  }

  /// Whether a search is to end, by how far it has come.
  func look(_ progress: SearchProgress, since start: ContinuousClock.Instant) -> StopReason? {
    if isInterrupted { return .cancelled }
    let now = ContinuousClock.now
    if let deadline, now >= deadline { return .time }
    if isShown, now - lastShown >= SearchWatch.interval {
      lastShown = now
      show(progress, seconds: (now - start).inSeconds)
    }
    return nil
  }

  private func show(_ progress: SearchProgress, seconds: Double) {
    let what = progress.phase == .rounds ? "looking for rounds among " : ""
    let text =
      "\(what)\(progress.states) states, \(progress.frontier) to look at, depth \(progress.depth), "
      + "\(progress.bytes >> 20) MiB, \(Int(seconds)) s (^C: what is known so far)"
    FileHandle.standardError.write(Data("\r\u{1b}[2K\(text)".utf8))
    hasShown = true
  }

  private func hide() {
    if hasShown { FileHandle.standardError.write(Data("\r\u{1b}[2K".utf8)) }
    hasShown = false
  }
}

extension Duration {
  /// Seconds.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
