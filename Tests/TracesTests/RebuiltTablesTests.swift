import Machine
import TestSupport
import Testing
import Traces
import VMSA

@Suite("Rebuilt stage-2 tables")
struct RebuiltTablesTests {
  static let recordings = ["thp2m", "dirtylog", "hugetlb1g", "memslot", "romem"].map {
    $0 + ".trace.txt"
  }

  @Test(
    "the leaves equal a plain account of the calls, at the end of every call", arguments: recordings
  )
  func leavesEqualNaiveAccount(name: String) throws {
    let timeline = try Recording.open(Fixture.path(name)).timeline
    let compared = try compareWithNaive(timeline, lines: Fixture.lines(name), name: name)
    #expect(compared > 2)
  }

  @Test("without the walkers' visits, whole calls give the same leaves", arguments: recordings)
  func leavesWithoutVisits(name: String) throws {
    let lines = try Fixture.lines(name).filter { line in
      !["k_mapwalk", "k_unmapwalk", "k_attrwalk", "k_try"].contains { line.contains($0) }
    }
    let text = lines.joined(separator: "\n")
    let timeline = try Recording.read(Array(text.utf8), name: name).timeline
    #expect(try compareWithNaive(timeline, lines: lines, name: name) > 2)
  }

  private func compareWithNaive(
    _ timeline: Timeline, lines: [String], name: String
  ) throws -> Int {
    let events = Dictionary(
      uniqueKeysWithValues: (0..<timeline.count).map {
        (timeline.text.line(ofEventAt: $0, in: timeline.log) ?? 0, $0)
      })
    var naive = NaiveMappings()
    var cursor = TimelineCursor(timeline)
    var compared = 0
    for (number, line) in lines.enumerated() where naive.take(line) {
      let event = try #require(events[number + 1])
      cursor.seek(to: event, in: timeline)
      var rebuilt: [UInt64: NaiveMappings.Piece] = [:]
      for root in timeline.cast.roots.indices {
        for leaf in cursor.state.leaves(ofRoot: root, cast: timeline.cast) {
          rebuilt[leaf.inputAddress] = .init(
            size: leaf.descriptor.leafSizeBytes, output: leaf.descriptor.outputAddress.raw)
        }
      }
      #expect(rebuilt == naive.pieces, "\(name), line \(number + 1)")
      compared += 1
    }
    return compared
  }

  @Test("every entry a walker reads is what had been inferred", arguments: recordings)
  func nothingCorrected(name: String) throws {
    let recording = try Recording.open(Fixture.path(name))
    #expect(recording.correctedEntries == 0)
    #expect(recording.verifiedEntries > 0)
  }

  @Test("two vCPUs that make the same entry at once are told apart")
  func racingMapCalls() throws {
    let recording = try Recording.open(Fixture.path("contend-start.trace.txt"))
    #expect(recording.correctedEntries == 0)
    #expect(recording.verifiedEntries > 500)
    let outcomes = recording.timeline.cast.faults.compactMap(\.outcome)
    #expect(outcomes.contains(.entryBusy), "one of them gets -EAGAIN")
  }

  @Test("thp2m maps four 2M blocks and pages, and nothing is left after the VM's exit")
  func hugePages() throws {
    let leaves = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline.mappedLeaves()
    #expect(leaves.peak == ["4K": 5, "2M": 4, "1G": 0])
    #expect(leaves.end == ["4K": 0, "2M": 0, "1G": 0])
  }

  @Test("hugetlb1g maps one 1G block, a PUD")
  func gigabytePage() throws {
    let timeline = try Recording.open(Fixture.path("hugetlb1g.trace.txt")).timeline
    #expect(timeline.mappedLeaves().peak["1G"] == 1)
    let blocks = leaves(of: timeline, where: { $0.leafSizeBytes == 1 << 30 })
    #expect(blocks.allSatisfy { $0.level == .one && $0.kind == .block })
    #expect(Level.one.stage2Name(granule: .size4K) == "PUD")
  }

  @Test("dirty logging replaces blocks by tables of pages, and turning it off collapses them")
  func dirtyLogging() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    var blocks: [Int] = []
    for event in 0..<timeline.count
    where timeline.log.changes(ofEventAt: event).contains(where: { $0.kind.concernsTables }) {
      let count = timeline.state(at: event).leafCount(root: 0, level: .two)
      if blocks.last != count { blocks.append(count) }
    }
    #expect(blocks == [0, 1, 2, 1, 0, 1, 2, 0])
  }

  @Test("a write-protected block loses its write permission and nothing else")
  func writeProtection() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let changes = (0..<timeline.count).flatMap { timeline.log.changes(ofEventAt: $0) }
      .filter { $0.provenance == .inferred(.writeProtected) }
    #expect(changes.count == 34, "two blocks, then the 32 pages a dirty log reported")
    #expect(changes.allSatisfy { $0.old ^ $0.new == 1 << 7 && $0.old & (1 << 7) != 0 })
  }

  @Test("a recording that starts mid-life knows nothing of the tables until they are seen")
  func midLife() throws {
    let timeline = try Recording.open(Fixture.path("teardown_kill.trace.txt")).timeline
    let root = try #require(timeline.cast.roots.first)
    #expect(!root.isWhollyRecorded)
    let born = try #require(
      (0..<timeline.count).first { timeline.state(at: $0).isLive(root: 0) })
    let walk = timeline.state(at: born).walk(root: 0, to: 0x4000_0000, cast: timeline.cast)
    #expect(walk.result == .unknown(.one))
    #expect(!timeline.state(at: timeline.count - 1).isLive(root: 0), "the VM exits")
  }

  @Test("KVM's LOCKED mark stands in the entry while it is broken")
  func lockedMark() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let marks = (0..<timeline.count).flatMap { timeline.log.changes(ofEventAt: $0) }
      .filter { $0.provenance == .inferred(.lockedByBreak) }
    #expect(marks.count == 50, "as many as k_trysetpte lines")
    #expect(marks.allSatisfy { $0.new == 0x400 })
  }

  private func leaves(of timeline: Timeline, where condition: (Descriptor) -> Bool) -> [Descriptor]
  {
    (0..<timeline.count).flatMap { event in
      timeline.state(at: event).leaves(ofRoot: 0, cast: timeline.cast).map(\.descriptor)
        .filter(condition)
    }
  }
}
