import Machine
import Testing

@Suite("Lock history")
struct LockHistoryTests {
  @Test("a claim survives being packed into a word")
  func claimWord() throws {
    for event in [0, 1, 12_345_678, 1 << 40] {
      for mode in [LockClaim.Mode.read, .write] {
        for rule in InferenceRule.allCases {
          let claim = LockClaim(mode, sinceEvent: event, isContended: event > 0, .inferred(rule))
          #expect(LockClaim(word: claim.word) == claim)
        }
      }
    }
    #expect(LockClaim(word: 0) == nil)
  }

  @Test("a hold lasts from the event that begins it to the event that ends it")
  func spans() {
    var timeline = LockTimeline()
    timeline.event { $0.hold(.read, thread: 0) }
    timeline.event { $0.hold(.read, thread: 1) }
    timeline.event { $0.release(thread: 0) }
    let spans = timeline.finished.lockHistory.spans[0]
    #expect(spans[0].events == 0..<2)
    #expect(spans[1].events.lowerBound == 1 && spans[1].isOpen)
    #expect(spans.map(\.thread) == [0, 1])
  }

  @Test("every lock of the cast has spans, also one that nobody ever claimed")
  func unclaimedLocks() {
    var builder = TimelineBuilder()
    builder.cast.locks = [
      LockInfo(name: "mmu_lock", kind: .rwlock), LockInfo(name: "mmap_lock", kind: .rwsem),
    ]
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    #expect(timeline.lockHistory.spans.map(\.count) == [0, 0])
    #expect(timeline.totals(ofLock: 1).waits == 0)
  }

  @Test("a downgrade ends a write hold and begins a read hold")
  func downgrade() {
    var timeline = LockTimeline()
    timeline.event { $0.hold(.write, thread: 0) }
    timeline.event { $0.hold(.read, thread: 0) }
    let totals = timeline.finished.totals(ofLock: 0)
    #expect(totals.writes == 1)
    #expect(totals.reads == 1)
  }

  @Test("the longest wait is the longest contended one that ended")
  func longestWait() {
    var timeline = LockTimeline()
    timeline.event { $0.wait(thread: 0) }
    timeline.event { $0.wait(thread: 1) }
    timeline.event { $0.wait(thread: 1, ends: true) }
    timeline.event { $0.wait(thread: 0, ends: true) }
    timeline.event { $0.wait(thread: 2) }
    for _ in 0..<9 { timeline.event { _ in } }
    let totals = timeline.finished.totals(ofLock: 0)
    #expect(totals.waits == 3)
    #expect(totals.longestWaitNanoseconds == 3000, "the wait of thread 2 never ended")
  }
}

/// Three threads and one lock; events a microsecond apart.
struct LockTimeline {
  private var builder = TimelineBuilder()

  init() {
    builder.cast.locks = [LockInfo(name: "mmu_lock", kind: .rwlock)]
    for number in 0..<3 {
      _ = builder.thread(identifier: number, command: "thread")
      _ = builder.claim(lock: 0, thread: number)
    }
    _ = builder.eventKind("made up")
  }

  var finished: Timeline { builder.timeline(text: RandomTimeline.NoText()) }

  mutating func event(_ body: (inout LockTimeline) -> Void) {
    let time = Int64(builder.event + 1) * 1000
    builder.begin(EventLog.Heading(timeNanoseconds: time, thread: 0, kind: 0))
    body(&self)
  }

  mutating func hold(_ mode: LockClaim.Mode, thread: Int) {
    builder.set(
      .lockHold, thread, to: LockClaim(mode, sinceEvent: builder.event, .observed).word, .observed)
  }

  mutating func release(thread: Int) { builder.set(.lockHold, thread, to: 0, .observed) }

  mutating func wait(thread: Int, ends: Bool = false) {
    let claim = LockClaim(.write, sinceEvent: builder.event, isContended: true, .observed)
    builder.set(.lockWait, thread, to: ends ? 0 : claim.word, .observed)
  }
}
