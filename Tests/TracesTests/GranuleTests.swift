import Machine
import TestSupport
import Testing
import Traces
import VMSA

@Suite("The granule of a recording")
struct RecordedGranuleTests {
  /// Two pages mapped one after the other below one table, as the walkers print it.
  private func recording(_ granule: Granule, root: Level) -> String {
    let page = granule.pageSizeBytes
    let first: UInt64 = 0x4000_0000 + 5 * page
    let tables: [UInt64] = [0xFFFF_0000_0500_0000, 0xFFFF_0000_0600_0000, 0xFFFF_0000_0700_0000]
    let levels = Level.allCases.filter { $0 >= root }
    var lines: [String] = []
    for (number, address) in [first, first + page].enumerated() {
      lines.append(
        "k_s2map: (kvm_pgtable_stage2_map+0x0/0x140) pgt=0x1 addr=\(Hexadecimal.plain(address)) "
          + "size=\(Hexadecimal.plain(page)) phys=\(Hexadecimal.plain(address + 0x1000_0000)) prot=0x7"
      )
      for (depth, level) in levels.enumerated() {
        let entry = tables[depth] + UInt64(granule.index(of: address, at: level)) * 8
        let below =
          level == .three || number == 0 ? 0 : tables[depth + 1] - 0xFFFF_0000_0000_0000 | 3
        lines.append(
          "k_mapwalk: (stage2_map_walker+0x0/0x198) addr=\(Hexadecimal.plain(address)) "
            + "level=\(level.number) ptep=\(Hexadecimal.plain(entry)) old=\(Hexadecimal.plain(below)) "
            + "visit=\(below == 0 ? 1 : 2)")
      }
      lines.append("k_s2map_ret: (a+0x9/0xf10 <- kvm_pgtable_stage2_map) ret=0")
    }
    return lines.enumerated().map { number, line in
      "         kvmtest-1       [001] d....     1.0000\(10 + number): \(line)\n"
    }.joined()
  }

  @Test(
    "follows from where the entries stand",
    arguments: [(Granule.size4K, Level.one), (.size16K, .two), (.size64K, .two)])
  func granule(granule: Granule, root: Level) throws {
    let text = recording(granule, root: root)
    let recording = try Recording.read(Array(text.utf8), name: granule.name)
    let timeline = recording.timeline
    #expect(recording.machineNotes == [granule.name])
    #expect(timeline.cast.roots.first?.startLevel == root)
    #expect(timeline.mappedLeaves().end[granule.name] == 2)
    #expect(recording.correctedEntries == 0)
    let leaves = timeline.state(at: .max).leaves(ofRoot: 0, cast: timeline.cast)
    let first: UInt64 = 0x4000_0000 + 5 * granule.pageSizeBytes
    #expect(leaves.map(\.inputAddress) == [first, first + granule.pageSizeBytes])
    #expect(leaves.first?.descriptor.outputAddress.raw == first + 0x1000_0000)
  }

  @Test("is not claimed when nothing tells it")
  func unknown() throws {
    let recording = try Recording.open(Fixture.path("teardown_kill.trace.txt"))
    #expect(recording.machineNotes.isEmpty)
  }
}
