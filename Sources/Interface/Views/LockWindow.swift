import Machine

/// The holds and waits that touch a window of time, found without reading the whole history.
struct LockWindow: Sendable {
  /// How many spans of a lock are looked at, from the window's end back.
  private static let limit = 256

  /// One thread's hold of or wait for one lock.
  private struct Use {
    var thread: Int
    var moment: LocksView.Moment
    var events: Range<Int>

    init(thread: Int, isHold: Bool, mode: LockClaim.Mode, events: Range<Int>) {
      self.thread = thread
      self.events = events
      moment = !isHold ? .waiting : mode == .read ? .reading : .writing
    }
  }

  private let uses: [[Use]]
  private let state: AppState

  /// Looks up the spans of every lock, given the claims that stand now.
  init(
    _ state: AppState, _ window: Range<Int64>, holders: [StandingClaim], waiters: [StandingClaim]
  ) {
    self.state = state
    let firstEvent = state.log.firstEvent(atOrAfter: window.lowerBound)
    let endEvent = state.log.firstEvent(atOrAfter: window.upperBound)
    var uses = state.timeline.lockHistory.spans.map { spans in
      let end = spans.partitioningIndex { $0.events.lowerBound >= endEvent }
      return spans[max(0, end - LockWindow.limit)..<end]
        .filter { $0.events.upperBound >= firstEvent || $0.events.contains(state.index) }
        .map { Use(thread: $0.thread, isHold: $0.isHold, mode: $0.mode, events: $0.events) }
    }
    for (standing, isHold) in holders.map({ ($0, true) }) + waiters.map({ ($0, false) }) {
      // A claim that began so many claims ago that its span was not looked at.
      guard state.index >= 0, uses.indices.contains(standing.lock) else { continue }
      let first = min(standing.claim.sinceEvent, state.index)
      let use = Use(
        thread: standing.thread, isHold: isHold, mode: standing.claim.mode,
        events: first..<state.index + 1)
      let isThere = uses[standing.lock].contains {
        $0.thread == use.thread && $0.moment == use.moment && $0.events.contains(state.index)
      }
      if !isThere { uses[standing.lock].insert(use, at: 0) }
    }
    self.uses = uses
  }

  /// Whether a lock was held or waited for in the window.
  func isUsed(_ lock: Int) -> Bool { uses.indices.contains(lock) && !uses[lock].isEmpty }

  /// One lane for each thread that used a lock in the window, by first use.
  func lanes(ofLock lock: Int, name: String) -> [LocksView.Lane] {
    guard isUsed(lock) else { return [] }
    var threads: [Int] = []
    for use in uses[lock] where !threads.contains(use.thread) { threads.append(use.thread) }
    return threads.map { thread in
      let own = uses[lock].filter { $0.thread == thread }
      let standing = own.filter { $0.events.contains(state.index) }.map(\.moment)
      return LocksView.Lane(
        lock: name, thread: state.cast.threadName(thread), spans: own.map(span),
        now: standing.max { LockWindow.weight($0) < LockWindow.weight($1) } ?? .none)
    }
  }

  private func span(_ use: Use) -> LocksView.Span {
    let start = state.time(ofEvent: use.events.lowerBound)
    let end =
      use.events.upperBound < state.log.count
      ? state.time(ofEvent: use.events.upperBound) : Int64.max
    return LocksView.Span(nanoseconds: start..<max(start, end), moment: use.moment)
  }

  /// Which of two things that fall into one column is shown.
  static func weight(_ moment: LocksView.Moment) -> Int {
    switch moment {
    case .none: 0
    case .waiting: 1
    case .reading: 2
    case .writing: 3
    }
  }
}
