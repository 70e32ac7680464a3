import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Faults by outcome and by page")
struct FaultFindingTests {
  static let fixtures = ["thp2m", "dirtylog", "memslot", "contend-start", "romem"]

  private func timeline(_ name: String) throws -> Timeline {
    try Recording.open(Fixture.path("\(name).trace.txt")).timeline
  }

  @Test("every fault is in one row; each row's times are in order", arguments: fixtures)
  func summary(name: String) throws {
    let timeline = try timeline(name)
    let rows = FaultSummary(timeline).rows
    let lines = try Fixture.lines("\(name).trace.txt")
    #expect(
      rows.reduce(0) { $0 + $1.faults.count } == lines.count { $0.contains(": kvm_guest_fault:") })
    for row in rows {
      #expect(row.durations == row.durations.sorted())
      for fault in row.faults {
        let outcome = timeline.cast.faults[fault].outcome.map(QueryVocabulary.word(for:))
        #expect(outcome ?? "unfinished" == row.outcome)
      }
    }
  }

  @Test("a percentile is the least time that so many hundredths don't exceed", arguments: 1...7)
  func percentiles(count: Int) {
    let row = FaultSummary.Row(
      outcome: "mapped", faults: Array(0..<count), durations: (1...Int64(count)).map { $0 * 10 })
    for percentile in [0, 1, 25, 50, 75, 99, 100] {
      let least = row.durations.first { duration in
        row.durations.count { $0 <= duration } * 100 >= percentile * count
      }
      #expect(row.duration(percentile: percentile) == least, "\(percentile) of \(count)")
    }
  }

  @Test("pages and blocks count what a plain count of addresses does", arguments: fixtures)
  func hotPages(name: String) throws {
    let timeline = try timeline(name)
    let hot = HotPages(timeline)
    let addresses = timeline.cast.faults.map(\.address.raw)
    let counts = Dictionary(grouping: addresses) { $0 >> 12 }
    #expect(hot.pages.count == counts.count)
    #expect(hot.pages.map(\.faults) == hot.pages.map(\.faults).sorted(by: >))
    for page in hot.pages {
      #expect(page.faults == counts[page.place.address >> 12]?.count)
      let inBlock = addresses.filter { $0 >> 21 == page.place.address >> 21 }
      #expect(hot.block(of: page).faults == inBlock.count)
      #expect(hot.block(of: page).pages == Set(inBlock.map { $0 >> 12 }).count)
    }
  }

  @Test("a filter leaves out the faults it does not hold for")
  func filtered() throws {
    let timeline = try timeline("dirtylog")
    let filter = EventFilter(try .filter("ipa < 0x40000000"), for: timeline)
    let isWanted = { (event: Int) in filter.matches(eventAt: event, in: timeline) }
    let low = timeline.cast.faults.count { $0.address.raw < 0x4000_0000 }
    #expect(low > 0 && low < timeline.cast.faults.count)
    #expect(
      FaultSummary(timeline, where: isWanted).rows.reduce(0) { $0 + $1.faults.count } == low)
    #expect(HotPages(timeline, where: isWanted).pages.reduce(0) { $0 + $1.faults } == low)
  }
}
