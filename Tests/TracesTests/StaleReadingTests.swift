import Testing
import Traces

@Suite("Entries read on another CPU")
struct StaleReadingTests {
  /// Two threads map the same page; the second one's visits are recorded late.
  private func recording(secondReads old: String, behindReturn: Bool) -> String {
    let visit = "k_mapwalk: (stage2_map_walker+0x0/0x198) addr=0x40001000 start=0x40001000 "
    let begin = "k_s2map: (kvm_pgtable_stage2_map+0x0/0x140) pgt=0x1 addr=0x40001000 size=0x1000 "
    let entry = "level=3 ptep=0xfff0000004bdb008 "
    let first: [String] = [
      begin + "phys=0x41f1a000 prot=0x7", visit + entry + "old=0x0 visit=1",
      "k_trysetpte: (stage2_try_set_pte+0x0/0x68) addr=0x40001000 " + entry + "old=0x0 new=0x400",
      "k_s2map_ret: (kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=0",
    ]
    let second = [
      begin + "phys=0x41f1a000 prot=0x7", visit + entry + "old=\(old) visit=1",
      "k_s2map_ret: (kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=-11",
    ]
    let later = [begin + "phys=0x41f1a000 prot=0x7", visit + entry + "old=0x41f1a4db visit=1"]
    let order =
      behindReturn
      ? [(1, first[0]), (2, second[0]), (1, first[1]), (1, first[2]), (1, first[3])]
        + [(2, second[1]), (2, second[2])]
      : [(1, first[0]), (1, first[1]), (1, first[2]), (2, second[0]), (2, second[1])]
        + [(2, second[2]), (1, first[3])]
    let lines = (order + later.map { (1, $0) }).enumerated().map { number, step in
      let thread = "         kvmtest-\(step.0)       [00\(step.0)] d....     1.00000\(number): "
      return thread + step.1
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(
    "what it held before another thread's break changes nothing", arguments: [true, false])
  func readBeforeBreak(behindReturn: Bool) throws {
    let text = recording(secondReads: "0x0", behindReturn: behindReturn)
    try expectOnePage(text)
  }

  @Test("the mark left for a moment changes nothing", arguments: [true, false])
  func readMark(behindReturn: Bool) throws {
    let text = recording(secondReads: "0x400", behindReturn: behindReturn)
    try expectOnePage(text)
  }

  @Test("what the other thread has made, and not told of yet, is taken as read")
  func readMadeEntry() throws {
    try expectOnePage(recording(secondReads: "0x41f1a4db", behindReturn: false))
  }

  private func expectOnePage(_ text: String) throws {
    let recording = try Recording.read(Array(text.utf8), name: "two CPUs")
    #expect(recording.unparsed.count == 0)
    #expect(recording.correctedEntries == 0)
    #expect(recording.timeline.mappedLeaves().end["4K"] == 1)
  }
}
