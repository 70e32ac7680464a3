import Foundation
import Machine
import TestSupport
import Testing
import Traces

@Suite("Recordings of kernels before v6.2")
struct OlderKernelTests {
  /// A recording as v6.1 would have made it: no `stage2_try_*` functions, no `start` field.
  private func aged(_ name: String) throws -> String {
    try Fixture.lines(name).filter { !$0.contains("k_try") }.map { line in
      line.replacingOccurrences(
        of: " start=0x[0-9a-f]+ end=", with: " end=", options: .regularExpression)
    }.joined(separator: "\n")
  }

  @Test("faults hold mmu_lock for writing, but for pages relaxed while dirty pages are logged")
  func faultMode() throws {
    for (name, relaxed) in [("thp2m", 0), ("dirtylog", 32)] {
      let text = try aged(name + ".trace.txt")
      #expect(text.components(separatedBy: ": k_s2relax: ").count - 1 == relaxed)
      let timeline = try Recording.read(Array(text.utf8), name: name).timeline
      let lock = try #require(timeline.cast.locks.firstIndex { $0.name == "mmu_lock" })
      let totals = timeline.totals(ofLock: lock)
      #expect(totals.reads == relaxed, "\(name)")
      #expect(totals.writes > 10)
    }
  }

  @Test("the leaves are the same without the LOCKED mark", arguments: ["thp2m", "dirtylog"])
  func leaves(name: String) throws {
    let text = try aged(name + ".trace.txt")
    let old = try Recording.read(Array(text.utf8), name: name)
    let new = try Recording.open(Fixture.path(name + ".trace.txt"))
    #expect(old.correctedEntries == 0)
    #expect(old.timeline.mappedLeaves() == new.timeline.mappedLeaves())
  }

  @Test("a map call that replaces a table by a block visits the table's entries on its way")
  func collapse() throws {
    let map = "k_s2map: (kvm_pgtable_stage2_map+0x0/0x140) pgt=0x1 "
    let visit = "k_mapwalk: (stage2_map_walker+0x0/0x198) "
    let done = "k_s2map_ret: (kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=0"
    let steps = [
      "tracing_mark_write: memslot slot=1 gpa=0x40000000 hva=0xffffbd800000 size=0x800000 flags=0",
      map + "addr=0x40001000 size=0x1000 phys=0x49801000 prot=0x7",
      visit + "addr=0x40001000 level=1 ptep=0xffff000004b00008 old=0x0 visit=1",
      visit + "addr=0x40001000 level=2 ptep=0xffff000004b01000 old=0x0 visit=1",
      visit + "addr=0x40001000 level=3 ptep=0xffff000004b02008 old=0x0 visit=1", done,
      map + "addr=0x40000000 size=0x200000 phys=0x49800000 prot=0x7",
      visit + "addr=0x40000000 level=1 ptep=0xffff000004b00008 old=0x44b01003 visit=2",
      visit + "addr=0x40000000 level=2 ptep=0xffff000004b01000 old=0x44b02003 visit=2",
      visit + "addr=0x40000000 level=3 ptep=0xffff000004b02000 old=0x0 visit=1",
      visit + "addr=0x40001000 level=3 ptep=0xffff000004b02008 old=0x498017ff visit=1",
      visit + "addr=0x40000000 level=2 ptep=0xffff000004b01000 old=0x0 visit=4",
      visit + "addr=0x40000000 level=1 ptep=0xffff000004b00008 old=0x44b01003 visit=4", done,
    ]
    let text = steps.enumerated().map { number, step in
      "         kvmtest-1       [001] d....     1.0000\(10 + number): \(step)\n"
    }.joined()
    let recording = try Recording.read(Array(text.utf8), name: "collapse")
    #expect(recording.unparsed.count == 0)
    let timeline = recording.timeline
    #expect(timeline.state(at: 5).leavesBySize(cast: timeline.cast)["4K"] == 1)
    #expect(timeline.mappedLeaves().end == ["4K": 0, "2M": 1, "1G": 0])
    #expect(recording.correctedEntries == 0)
  }

  @Test(
    "permissions of a logged page are relaxed under the read lock, of another under the write lock")
  func relax() throws {
    func mode(flags: Int) throws -> LockClaim.Mode? {
      let steps = [
        "tracing_mark_write: memslot slot=1 gpa=0x40000000 hva=0xffffbd800000 size=0x800000 "
          + "flags=\(flags)",
        "k_guest_abort: (kvm_handle_guest_abort+0x0/0xf10) vcpu=0x1",
        "kvm_guest_fault: ipa 0x40001000, hsr 0x9200004f, hxfar 0x40001000, pc 0x1",
        "k_s2relax: (kvm_pgtable_stage2_relax_perms+0x0/0x90) pgt=0x1 addr=0x40001000 prot=0x6",
        "k_s2relax_ret: (kvm_handle_guest_abort+0x9/0xf10 <- kvm_pgtable_stage2_relax_perms) ret=0",
        "k_mapwalk: (stage2_map_walker+0x0/0x198) addr=0x40001000 level=3 ptep=0x8 old=0x0 visit=1",
      ]
      let text = steps.enumerated().map { number, step in
        "         kvmtest-1       [001] d....     1.0000\(10 + number): \(step)\n"
      }.joined()
      let timeline = try Recording.read(Array(text.utf8), name: "relax").timeline
      return timeline.state(at: 3).holders(cast: timeline.cast).first?.claim.mode
    }
    #expect(try mode(flags: 1) == .read)
    #expect(try mode(flags: 0) == .write)
  }
}
