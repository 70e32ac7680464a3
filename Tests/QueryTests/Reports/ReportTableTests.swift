import Foundation
import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Reports")
struct ReportTableTests {
  static let timeline = try? Recording.open(Fixture.path("dirtylog.trace.txt")).timeline

  @Test(
    "every row has a cell for each column and leads to an event", arguments: ReportName.allCases)
  func shape(name: ReportName) throws {
    let timeline = try #require(Self.timeline)
    let contended = try Recording.open(Fixture.path("contend-start.trace.txt")).timeline
    var rows = 0
    for timeline in [timeline, contended, RandomTimeline.make(events: 300, seed: 4)] {
      let table = name.table(timeline)
      rows += table.count
      #expect(table.name == name.rawValue)
      #expect(Set(table.columns.map(\.name)).count == table.columns.count)
      for number in 0..<table.count {
        #expect(table.row(number).count == table.columns.count)
        if let event = table.event(ofRow: number) { #expect((0..<timeline.count).contains(event)) }
      }
      #expect(table.row(-1).isEmpty && table.row(table.count).isEmpty)
      #expect(table.event(ofRow: table.count) == nil)
    }
    #expect(rows > 0)
  }

  @Test("what a call without arguments mapped has no size, and is kept from a block by nothing")
  func unknownSize() throws {
    let text = """
      # tracer: function_graph
      #
      # CPU  DURATION                  FUNCTION CALLS
      # |     |   |                     |   |   |   |
       0)               |  kvm_handle_guest_abort() {
       0)               |  /* kvm_guest_fault: ipa 0x10000, hsr 0x82000005, hxfar 0x010000, pc 0x00 */
       0)               |    kvm_pgtable_stage2_map() {
       0)   5.428 us    |      stage2_has_fwb();
       0) ! 398.522 us  |    }
       0) # 1209.176 us |  }

      """
    let timeline = try Recording.read(Array(text.utf8), name: "graph").timeline
    let mapped = timeline.cast.faults.indices.filter {
      timeline.cast.faults[$0].outcome == .mapped(bytes: 0)
    }
    #expect(!mapped.isEmpty)
    let faults = ReportName.faults.table(timeline)
    let size = try #require(faults.columns.firstIndex { $0.name == "bytes" })
    for fault in mapped { #expect(faults.row(fault)[size] == .none) }
    #expect(ReportName.blocks.table(timeline).count == 0)
  }

  @Test("an empty timeline gives empty reports", arguments: ReportName.allCases)
  func empty(name: ReportName) {
    let timeline = TimelineBuilder().timeline(text: RandomTimeline.Texts(texts: []))
    #expect(name.table(timeline).count == 0)
  }

  @Test("JSON rows are objects with the columns as keys", arguments: ReportName.allCases)
  func json(name: ReportName) throws {
    let table = name.table(try #require(Self.timeline))
    for number in 0..<table.count {
      let line = table.json(row: number, file: "a\"\u{1b}.txt")
      #expect(!line.contains("\n") && !line.contains("\u{1b}"))
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(Set(try #require(object).keys) == Set(["file"] + table.columns.map(\.name)))
      #expect(object?["file"] as? String == "a\"\u{1b}.txt")
    }
  }

  @Test("CSV quotes commas, quotes and line ends, doubles quotes, and has no other ones")
  func csv() {
    let texts = ["plain", "a,b", "say \"x\"", "two\nlines", "a\r", "", "\u{1b}[31m", "é“”"]
    let table = ReportTable(
      "x", [.init("a"), .init("b_ns", "b")], count: texts.count, event: { $0 },
      row: { [.text(texts[$0]), .duration(Int64($0) * 1000)] })
    #expect(table.csvHeading() == "a,b_ns")
    #expect(table.csvHeading(withFile: true) == "file,a,b_ns")
    let lines = texts.indices.map { table.csv(row: $0, safe: { $0 }) }
    #expect(
      lines == [
        "plain,0", "\"a,b\",1000", "\"say \"\"x\"\"\",2000", "\"two\nlines\",3000", "\"a\r\",4000",
        ",5000", "\u{1b}[31m,6000", "é“”,7000",
      ])
    #expect(table.csv(row: 0, file: "f,g", safe: { $0 }) == "\"f,g\",plain,0")
    #expect(table.csv(row: 6, safe: { _ in "safe" }) == "safe,6000")
  }

  @Test(
    "cells for people and for scripts",
    arguments: [
      (ReportCell.none, "-", "", "null"), (.number(-3), "-3", "-3", "-3"),
      (.address(0x4020_1000), "0x4020_1000", "0x40201000", "\"0x40201000\""),
      (.duration(999), "999 ns", "999", "999"), (.duration(18_250), "18.250 µs", "18250", "18250"),
      (.duration(1_000_000), "1.000 ms", "1000000", "1000000"),
      (.duration(-2_005_000_000), "-2.005 s", "-2005000000", "-2005000000"),
      (.time(15_795_483_001), "15.795483", "15.795483001", "15.795483001"),
      (.time(-5_000), "-0.000005", "-0.000005000", "-0.000005000"),
      (.size(0x20_0000), "2M", "2097152", "2097152"),
      (
        .text("a\"\\\u{7}"), "a\"\\\u{7}",
        "a\"\\\u{7}", "\"a\\\"\\\\\\u0007\""
      ),
    ])
  func cells(cell: ReportCell, words: String, plain: String, json: String) {
    #expect(cell.words == words)
    #expect(cell.plain == plain)
    #expect(cell.json == json)
  }

  @Test(
    "what is mapped equals a plain count of the map calls' sizes", arguments: ["thp2m", "memslot"])
  func maps(name: String) throws {
    let timeline = try Recording.open(Fixture.path("\(name).trace.txt")).timeline
    let naive = NaiveFaults(lines: try Fixture.lines("\(name).trace.txt"))
    let table = ReportName.maps.table(timeline)
    let column = try #require(table.columns.firstIndex { $0.name == "bytes" })
    let rule = try #require(table.columns.firstIndex { $0.name == "rule" })
    let sizes = (0..<table.count).map(table.row).filter { $0[rule] == .text("madeByMapCall") }
      .map { $0[column] }
    #expect(sizes == naive.mapped.map { .size($0.bytes) })
  }

  @Test("a filter holds for the rows of a report")
  func filtered() throws {
    let timeline = try #require(Self.timeline)
    let filter = EventFilter(try .filter("outcome = mapped && size = 2M"), for: timeline)
    let faults = ReportName.faults.table(timeline, filter: filter)
    let blocks = timeline.cast.faults.count { $0.outcome == .mapped(bytes: 2 << 20) }
    #expect(faults.count == blocks && blocks > 0)
    let events = ReportTable.events(timeline, filter: filter)
    #expect((0..<events.count).allSatisfy { events.event(ofRow: $0) != nil } && events.count > 0)
  }
}
