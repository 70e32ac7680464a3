import TestSupport
import Testing

@testable import Traces

@Suite("Recorded text in each form")
struct TextFixtureTests {
  private func reading(_ name: String) throws -> (
    records: [CollectedRecord], tally: ReadingTally, losses: Int, texts: [String]
  ) {
    let reading = CollectedRecords.reading(try Fixture.bytes("text/" + name))
    #expect(reading.tally.unparsed.count == 0)
    return reading
  }

  @Test("latency format: every line behind the header is a record, 25 milliseconds from the start")
  func latency() throws {
    let records = try reading("latency.trace.txt").records
    #expect(records.count == 22)
    #expect(records[0].time == 25_080_000)
    #expect(records[0].command == "sh")
    #expect(records[0].identifier == 151)
  }

  @Test("function graph: what a line encloses ends before it does")
  func graph() throws {
    let records = try reading("graph-abstime.trace.txt").records
    var depth = 0
    for record in records {
      if record.kind == "funcgraph_entry" { depth += 1 }
      if record.kind == "funcgraph_exit" { depth -= 1 }
      #expect(depth >= 0)
    }
    #expect(records.contains { $0.meaning == .call(.mapStage2) && $0.identifier == 819 })
  }

  @Test("function graph without threads: a CPU's thread is the one its switches tell of")
  func switches() throws {
    let records = try reading("graph.trace.txt").records
    #expect(records[0].identifier == 0)
    #expect(records[0].command == "<idle>")
    #expect(records[2].identifier == 814)
  }

  @Test("markers: the kernel's count of events is met")
  func markers() throws {
    let reading = try reading("marker.trace.txt")
    #expect(reading.records.count == 4)
    #expect(reading.tally.notes.isEmpty)
  }

  @Test("trace-cmd report: the same events as the kernel printed")
  func report() throws {
    let printed = try reading("hugetlb1g.report.txt").records
    let kernel = try reading("hugetlb1g-start.trace.txt").records
    #expect(printed.count == 29)
    for (left, right) in zip(printed, kernel) {
      #expect(left.time == right.time && left.kind == right.kind && left.meaning == right.meaning)
      #expect(left.identifier == right.identifier && left.cpu == right.cpu)
    }
  }
}
