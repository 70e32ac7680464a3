import Screen
import Testing

@testable import Interface

@Suite("Words and numbers")
struct TextTests {
  @Test(
    "durations in the unit that suits",
    arguments: [
      (0, "0 ns"), (999, "999 ns"), (18_400, "18 µs"), (1_250_000, "1.25 ms"),
      (2_400_000_000, "2.40 s"), (-5000, "−5 µs"),
    ] as [(Int64, String)])
  func durations(nanoseconds: Int64, text: String) {
    #expect(TimeText.duration(nanoseconds) == text)
  }

  @Test("times are seconds with microseconds in groups of three")
  func instants() {
    #expect(TimeText.instant(209_114_208_999) == "209.114 208 s")
    #expect(TimeText.instant(-1_000) == "−0.000 001 s")
    #expect(TimeText.instant(.min).hasPrefix("−9223372036."))
  }

  @Test("the lengths of the lanes' window are 1, 2 or 5 times a power of ten")
  func niceLengths() {
    #expect(LocksView.niceLength(atLeast: 1) == 10_000)
    #expect(LocksView.niceLength(atLeast: 10_001) == 20_000)
    #expect(LocksView.niceLength(atLeast: 20_001) == 50_000)
    #expect(LocksView.niceLength(atLeast: 400_000) == 500_000)
    #expect(LocksView.niceLength(atLeast: .max) >= 10_000_000_000)
  }

  @Test("prose is never wider than its width", arguments: 1...40)
  func proseFits(width: Int) {
    let text = "A word, kvm_mmu_notifier_invalidate_range_start, 漢字漢字漢字 and \u{1b}[31m more."
    for line in Prose.lines(text, width: width) where width >= 2 {
      #expect(line.columns <= max(width, 2))
    }
  }

  @Test("a probe's text names the function entered or left")
  func probes() {
    let entry = ProbeText("(kvm_pgtable_stage2_map+0x0/0x140) pgt=0x1 addr=0x2")
    #expect(entry?.short == "kvm_pgtable_stage2_map pgt=0x1 addr=0x2")
    #expect(entry?.isReturn == false)
    let exit = ProbeText("(kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=0")
    #expect(exit?.function == "kvm_pgtable_stage2_map")
    #expect(exit?.isReturn == true)
    for text in ["", "(", "()", "(ret=0)", "(a b)", "ipa 0x1"] { #expect(ProbeText(text) == nil) }
  }
}
