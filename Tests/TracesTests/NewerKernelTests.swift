import Foundation
import Machine
import TestSupport
import Testing
import Traces

@Suite("Recordings of kernels since v6.19")
struct NewerKernelTests {
  /// A recording whose VM's tables are freed a range at a time, as v6.19 does.
  private func chunked(_ name: String) throws -> String {
    let probe = "(kvm_pgtable_stage2_destroy+0x0/"
    return try Fixture.lines(name).flatMap { line -> [String] in
      guard line.contains(probe) else { return [line] }
      let chunks = (0..<3).map { number in
        line.replacingOccurrences(
          of: probe, with: "(kvm_pgtable_stage2_destroy_range+0x0/"
        ) + " addr=0x\(number)0000000 size=0x10000000"
      }
      let root = line.replacingOccurrences(of: probe, with: "(kvm_pgtable_stage2_destroy_pgd+0x0/")
      return chunks + [root]
    }.joined(separator: "\n")
  }

  @Test(
    "tables freed in chunks are detached, and mmu_lock was held for it, as when freed at once",
    arguments: ["thp2m", "hugetlb1g", "teardown_kill"])
  func destroyed(name: String) throws {
    let once = try Recording.open(Fixture.path(name + ".trace.txt"))
    let text = try chunked(name + ".trace.txt")
    let chunks = try Recording.read(Array(text.utf8), name: name)
    #expect(chunks.timeline.count == once.timeline.count + 3)
    #expect(chunks.unparsed.count == 0)
    #expect(chunks.timeline.mappedLeaves() == once.timeline.mappedLeaves())
    let kind = try #require(chunks.timeline.cast.eventKinds.firstIndex(of: "k_s2destroy"))
    #expect(chunks.understoodKinds[kind])
    let lock = try #require(once.timeline.cast.locks.firstIndex { $0.name == "mmu_lock" })
    let other = try #require(chunks.timeline.cast.locks.firstIndex { $0.name == "mmu_lock" })
    #expect(chunks.timeline.totals(ofLock: other) == once.timeline.totals(ofLock: lock))
  }

  @Test("they are known to the function tracer and the function graph")
  func traced() throws {
    let text = """
      # tracer: function
               kvmtest-574     [001] d....   146.111989: kvm_pgtable_stage2_destroy_range <-kvm_free_stage2_pgd
               kvmtest-574     [001] d....   146.111999: kvm_vcpu_kick <-kvm_x

      """
    let recording = try Recording.read(Array(text.utf8), name: "traced")
    #expect(recording.timeline.cast.eventKinds == ["function"])
    #expect(recording.understoodKinds == [true])
    let other = text.replacingOccurrences(of: "kvm_pgtable_stage2_destroy_range", with: "kvm_y")
    #expect(try Recording.read(Array(other.utf8), name: "traced").understoodKinds == [false])
  }
}
