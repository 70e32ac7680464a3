import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Waits and who caused them")
struct LockWaitTests {
  @Test(
    "holders during a wait are those a plain look at every hold finds", arguments: UInt64(0)..<8)
  func holders(seed: UInt64) {
    let timeline = RandomTimeline.make(events: 400, seed: seed)
    let found = LockWaits(timeline)
    #expect(found.waits.count > 3)
    for wait in found.waits {
      let events = wait.span.events
      let expected = timeline.lockHistory.spans[wait.span.lock].filter {
        $0.isHold && $0.thread != wait.span.thread
          && $0.events.lowerBound < events.upperBound && $0.events.upperBound > events.lowerBound
      }
      let holders = found.holders(during: wait)
      #expect(Set(holders.map(\.span)) == Set(expected), "seed \(seed), events \(events)")
      #expect(holders.count == expected.count)
      let ranks = holders.map { ($0.isInTheWay ? 1 : 0, $0.nanoseconds) }
      #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 >= $1 })
      // Taken together by thread and mode nothing is lost, and the first is the longest in the way.
      let causes = found.causes(of: wait)
      #expect(causes.reduce(0) { $0 + $1.holds } == holders.count)
      for cause in causes {
        let own = holders.filter { $0.span.thread == cause.thread && $0.span.mode == cause.mode }
        #expect(cause.nanoseconds == own.reduce(0) { $0 + $1.nanoseconds })
        #expect(cause.firstEvent == own.map(\.span.events.lowerBound).min())
      }
      let first = causes.first
      #expect(causes.allSatisfy { $0.isInTheWay != true || first?.isInTheWay == true })
      #expect(holders.allSatisfy { (0...wait.nanoseconds).contains($0.nanoseconds) })
    }
  }

  @Test("as many waits as the totals count, less those that never end; the longest first")
  func recorded() throws {
    let timeline = try Recording.open(Fixture.path("contend-start.trace.txt")).timeline
    let waits = LockWaits(timeline).waits
    let total = timeline.cast.locks.indices.reduce(0) { $0 + timeline.totals(ofLock: $1).waits }
    let open = timeline.lockHistory.spans.joined().count {
      !$0.isHold && $0.isContended && $0.events.upperBound == timeline.count
    }
    #expect(waits.count == total - open && waits.count > 0)
    #expect(waits.map(\.nanoseconds) == waits.map(\.nanoseconds).sorted(by: >))
    let longest = timeline.cast.locks.indices.map { timeline.totals(ofLock: $0) }
      .map(\.longestWaitNanoseconds).max()
    #expect(waits.first?.nanoseconds == longest)
  }
}
