import TestSupport
import Testing

@testable import Machine

@Suite("Event log")
struct EventLogTests {
  /// What was put into a log, kept as it is.
  private struct Kept: Equatable {
    var time: Int64
    var cpu: Int
    var thread: Int
    var kind: Int
    var source: Int
    var changes: [Change]
  }

  @Test("What is read of a log is what was put into it", arguments: [1, 2] as [UInt64])
  func readBack(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var log = EventLog()
    var kept: [Kept] = []
    let count = EventLog.segmentLength + Int.random(in: 1...5000, using: &random)
    for number in 0..<count {
      // A segment of plain events, and behind it events that no row of 16 bytes holds.
      let isPlain = number < EventLog.segmentLength || seed.isMultiple(of: 2)
      let event = Kept(
        time: isPlain ? Int64(number) * 1000 : Int64(bitPattern: random.next()) >> 2,
        cpu: Int.random(in: 0..<(isPlain ? 512 : 4096), using: &random),
        thread: Int.random(in: 0..<(isPlain ? 1 << 14 : 1 << 20), using: &random),
        kind: Int.random(in: 0..<(isPlain ? 512 : 4096), using: &random), source: number * 100,
        changes: number.isMultiple(of: 3) ? [] : [change(&random), change(&random)])
      log.append(
        EventLog.Heading(
          timeNanoseconds: event.time, cpu: UInt16(event.cpu), thread: event.thread,
          kind: event.kind, source: event.source))
      for change in event.changes { log.append(change) }
      kept.append(event)
    }
    let differing = kept.indices.first { index in
      Kept(
        time: log.timeNanoseconds(ofEventAt: index), cpu: log.cpu(ofEventAt: index),
        thread: log.thread(ofEventAt: index), kind: log.kind(ofEventAt: index),
        source: log.source(ofEventAt: index), changes: Array(log.changes(ofEventAt: index)))
        != kept[index]
    }
    #expect(log.count == count)
    #expect(differing == nil, "seed \(seed)")
  }

  @Test("A copy of a log is not changed by what joins the log")
  func copiesAreApart() {
    var log = EventLog()
    log.append(EventLog.Heading(timeNanoseconds: 1, thread: 0, kind: 0))
    log.append(Change(.counter, subject: 1, old: 0, new: 7, .observed))
    let copy = log
    log.append(Change(.counter, subject: 1, old: 7, new: 8, .observed))
    log.append(EventLog.Heading(timeNanoseconds: 2, thread: 0, kind: 0))
    #expect(copy.count == 1)
    #expect(Array(copy.changes(ofEventAt: 0)).map(\.new) == [7])
    #expect(Array(log.changes(ofEventAt: 0)).map(\.new) == [7, 8])
  }

  private func change(_ random: inout SplitMix64) -> Change {
    // Words of every length, from none to eight bytes.
    let lengths = 0...64 as ClosedRange<UInt64>
    let old = random.next() >> UInt64.random(in: lengths, using: &random)
    let new = random.next() >> UInt64.random(in: lengths, using: &random)
    let provenances: [Provenance] =
      [.observed, .simulated] + InferenceRule.allCases.map(Provenance.inferred)
    return Change(
      Change.Kind.allCases.randomElement(using: &random) ?? .counter,
      subject: Int(
        UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 0...31, using: &random)),
      old: old, new: new, provenances.randomElement(using: &random) ?? .observed)
  }
}
