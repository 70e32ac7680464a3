import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Histories")
struct HistoryTests {
  @Test("the writes of an entry lead from each content to the next", arguments: UInt64(0)..<6)
  func chains(seed: UInt64) {
    let timeline = RandomTimeline.make(events: 500, seed: seed)
    for slot in [0, 1, 512, 1536] {
      let history = DescriptorHistory(ofSlot: slot, in: timeline)
      #expect(!history.isCut)
      for (earlier, later) in zip(history.writes, history.writes.dropFirst()) {
        #expect(earlier.new == later.old && !later.isFirstSight)
      }
      for event in [-1, 0, 100, 250, 499, 500] {
        #expect(history.next(after: event) == history.writes.first { $0.event > event })
        #expect(history.previous(before: event) == history.writes.last { $0.event < event })
      }
    }
  }

  @Test("a page's history has every fault of it and ends with what the walk then reads")
  func page() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let address: UInt64 = 0x4020_0000
    let history = PageHistory(of: address + 0x123, root: 0, in: timeline)
    let faults = timeline.cast.faults.indices.filter {
      timeline.cast.faults[$0].address.raw >> 12 == address >> 12
    }
    let told = history.moments.compactMap { moment -> Int? in
      if case .fault(let number) = moment.happening { number } else { nil }
    }
    #expect(told == faults)
    #expect(history.moments.map(\.event) == history.moments.map(\.event).sorted())
    // At each event of the history the walk reads what was last written.
    var cursor = TimelineCursor(timeline)
    for moment in history.moments {
      guard case .write(let write) = moment.happening else { continue }
      cursor.seek(to: moment.event, in: timeline)
      let steps = cursor.state.walk(root: 0, to: address, cast: timeline.cast).steps
      guard let step = steps.first(where: { $0.slot == write.slot }) else { continue }
      let last = DescriptorHistory(ofSlot: write.slot, in: timeline).writes.last {
        $0.event == moment.event
      }
      if case .known(let descriptor) = step.content { #expect(descriptor.raw == last?.new) }
    }
    #expect(
      history.moments.contains { if case .write = $0.happening { true } else { false } })
  }

  @Test("a table is linked before it is dropped, and only its own entries are told of")
  func table() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    var dropped = 0
    for table in timeline.cast.tables.indices {
      let info = timeline.cast.tables[table]
      let history = TableHistory(of: table, in: timeline)
      for moment in history.moments {
        if case .write(let write) = moment.happening {
          #expect((info.firstSlot..<info.firstSlot + info.entryCount).contains(write.slot))
        }
      }
      guard info.parentSlot != nil, let end = history.droppedEvent else { continue }
      dropped += 1
      #expect((history.linkedEvent ?? -1) <= end)
      #expect(
        !timeline.state(at: end).tables(ofRoot: info.root, cast: timeline.cast).contains(table))
    }
    #expect(dropped > 0)
    #expect(TableHistory(of: 4000, in: timeline).moments.isEmpty)
  }

  @Test("a lock's history tells each beginning, and each end within the recording")
  func lock() {
    let timeline = RandomTimeline.make(events: 300, seed: 5)
    for lock in 0..<2 {
      let spans = timeline.lockHistory.spans[lock]
      let moments = LockMoments(of: lock, in: timeline).moments
      let ended = spans.count { $0.events.upperBound < timeline.count }
      #expect(moments.count == spans.count + ended)
      #expect(moments.map(\.event) == moments.map(\.event).sorted())
    }
    #expect(LockMoments(of: 9, in: timeline).moments.isEmpty)
  }
}
