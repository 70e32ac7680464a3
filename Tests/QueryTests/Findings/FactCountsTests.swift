import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Facts counted by how they are known")
struct FactCountsTests {
  private func count(
    _ counts: FactCounts, _ kind: FactKind, _ provenance: Provenance
  ) -> Int {
    counts.counts.first { $0.kind == kind && $0.provenance == provenance }?.count ?? 0
  }

  @Test("every change is counted once, by its provenance, in any timeline")
  func complete() throws {
    for seed in UInt64(1)...20 {
      let timeline = RandomTimeline.make(events: 400, seed: seed)
      var plain: [Provenance: Int] = [:]
      for event in 0..<timeline.count {
        for change in timeline.log.changes(ofEventAt: event) {
          plain[change.provenance, default: 0] += 1
        }
      }
      let counts = FactCounts(timeline)
      for (provenance, number) in plain {
        #expect(counts.total { $0 == provenance } == number, "seed \(seed), \(provenance)")
      }
      #expect(counts.total { _ in true } == plain.values.reduce(0, +), "seed \(seed)")
      #expect(counts.counts.allSatisfy { $0.count > 0 })
    }
  }

  @Test("what is mapped is what the report of mappings lists, less what was changed in place")
  func mapped() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let counts = FactCounts(timeline)
    let listed = ReportName.maps.table(timeline).count
    let written = [FactKind.mapped, .changed].map { kind in
      counts.counts.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
    }
    #expect(written.reduce(0, +) == listed)
    #expect(count(counts, .changed, .inferred(.writeProtected)) == 34)
    let lines = try Fixture.lines("dirtylog.trace.txt")
    #expect(
      count(counts, .changed, .inferred(.permissionsRelaxed))
        == lines.count { $0.contains(": k_s2relax:") })
  }

  @Test("an entry whose making is recorded is observed; else it is inferred from the map call")
  func observed() throws {
    let made = FactCounts(try Recording.open(Fixture.path("made-entries.trace.txt")).timeline)
    #expect(count(made, .mapped, .observed) > 0)
    #expect(count(made, .mapped, .inferred(.madeByMapCall)) == 0)
    let inferred = FactCounts(try Recording.open(Fixture.path("hugetlb1g.trace.txt")).timeline)
    #expect(count(inferred, .mapped, .observed) == 0)
    #expect(count(inferred, .mapped, .inferred(.madeByMapCall)) == 2)
  }

  @Test("the faults that begin are the recording's faults, and only wanted events count")
  func faults() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let counts = FactCounts(timeline)
    #expect(count(counts, .faultBegun, .observed) == timeline.cast.faults.count)
    #expect(FactCounts(timeline) { _ in false }.counts.isEmpty)
    let half = timeline.count / 2
    let parts = [FactCounts(timeline) { $0 < half }, FactCounts(timeline) { $0 >= half }]
    #expect(
      parts.reduce(0) { $0 + $1.total { _ in true } } == counts.total { _ in true })
  }
}
