import Machine
import TestSupport
import Testing
import Traces

@Suite("Entries whose making is recorded")
struct MadeEntryTests {
  private func lines() throws -> [String] { try Fixture.lines("made-entries.trace.txt") }

  private func timeline(_ lines: [String]) throws -> Timeline {
    try Recording.read(Array(lines.joined(separator: "\n").utf8), name: "made").timeline
  }

  @Test("a descriptor that stage2_make_pte writes is observed, and nothing about it is inferred")
  func observed() throws {
    let timeline = try timeline(lines())
    let changes = (0..<timeline.count).flatMap { timeline.log.changes(ofEventAt: $0) }
    let written = try lines().filter { $0.contains(": make:") }.count
    let observed = changes.filter { $0.kind == .descriptor && $0.provenance == .observed }
    #expect(written > 5)
    #expect(observed.count == written)
    #expect(!changes.contains { $0.provenance == .inferred(.madeByMapCall) })
    #expect(!changes.contains { $0.provenance == .inferred(.tableMadeByMapCall) })
  }

  @Test("what is inferred without it is what was written, whenever a map call has returned")
  func inferredAlike() throws {
    let told = try timeline(lines())
    let untold = try timeline(lines().filter { !$0.contains(": make:") })
    func leaves(_ timeline: Timeline) throws -> [[Leaf]] {
      let kind = try #require(timeline.cast.eventKinds.firstIndex(of: "map_ret"))
      return (0..<timeline.count).filter { timeline.log.kind(ofEventAt: $0) == kind }.map { event in
        timeline.state(at: event).leaves(ofRoot: 0, cast: timeline.cast)
      }
    }
    let compared = try (leaves(told), leaves(untold))
    #expect(compared.0.map { $0.map(\.descriptor) } == compared.1.map { $0.map(\.descriptor) })
    #expect(compared.0.map { $0.map(\.inputAddress) } == compared.1.map { $0.map(\.inputAddress) })
    #expect((compared.0.last?.count ?? 0) > 1)
  }
}
