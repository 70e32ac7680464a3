import Testing

@testable import Traces

@Suite("Markers that imitate records")
struct MarkerTests {
  private static func record(_ time: String, _ text: String, cpu: Int = 0) -> String {
    "              sh-155     [00\(cpu)] .....    \(time): \(text)\n"
  }
  private static let header =
    "# tracer: nop\n#\n# entries-in-buffer/entries-written: 3/3   #P:2\n#\n"

  private func kinds(_ text: String) -> [String] {
    CollectedRecords.reading(text: text).records.map(\.kind)
  }

  @Test("lines behind a marker that are no record are its text")
  func plainText() {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: multi\nline")
        + "marker kvm_guest_fault: ipa 0x1, hsr 0x2, hxfar 0x3, pc 0x4\n"
        + Self.record("87.565635", "kvm_entry: PC: 0x0"))
    #expect(reading.records.map(\.kind) == ["tracing_mark_write", "kvm_entry"])
    #expect(
      reading.texts[0]
        == "multi\nline\nmarker kvm_guest_fault: ipa 0x1, hsr 0x2, hxfar 0x3, pc 0x4")
    #expect(reading.tally.unparsed.count == 0)
  }

  @Test(
    "an imitation outside the time between marker and next record is the marker's text, and counted",
    arguments: ["87.563974", "1.000000", "87.565650", "99999.000000"])
  func wrongTime(time: String) {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: x")
        + Self.record(time, "kvm_guest_fault: ipa 0x1, hsr 0x2, hxfar 0x3, pc 0x4")
        + Self.filler(from: 87.565635))
    #expect(!reading.records.contains { $0.kind == "kvm_guest_fault" })
    #expect(reading.records.count == 81)
    #expect(reading.tally.unparsed.count == 1)
  }

  @Test("on doubt which of two lines is the imitation, both are counted and none is taken")
  func doubt() {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: x")
        + Self.record("87.565636", "kvm_guest_fault: ipa 0x1, hsr 0x2, hxfar 0x3, pc 0x4")
        + Self.filler(from: 87.565635))
    #expect(!reading.records.contains { $0.kind == "kvm_guest_fault" })
    #expect(reading.tally.unparsed.count == 2)
    #expect(reading.records.count == 80)
  }

  @Test("what stands between a marker and a line that is none is its text, whatever it looks like")
  func enclosed() {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: x")
        + Self.record("87.564000", "kvm_guest_fault: ipa 0x1, hsr 0x2, hxfar 0x3, pc 0x4")
        + "and so on\n" + Self.filler(from: 87.565635))
    #expect(!reading.records.contains { $0.kind == "kvm_guest_fault" })
    #expect(reading.tally.unparsed.count == 1)
  }

  @Test("an imitation without padding, of a CPU that is not there, or of a loss is no record")
  func otherImitations() {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: x")
        + "sh-155 [000] ..... 87.563980: kvm_entry: PC: 0x0\n"
        + Self.record("87.563981", "kvm_exit: TRAP", cpu: 7) + "CPU:1 [LOST 5 EVENTS]\n"
        + Self.filler(from: 87.565635))
    #expect(reading.records.map(\.kind).prefix(2) == ["tracing_mark_write", "kvm_mmio"])
    #expect(reading.tally.lost == 0)
  }

  @Test("records behind markers are records: none is taken for text")
  func realRecords() {
    var text = Self.header
    for index in 0..<200 {
      text += Self.record("\(90 + index).000001", "tracing_mark_write: n \(index)")
      text += Self.record("\(90 + index).000002", "exit_mmap: mt_mod 0000000079312778, DESTROY\n")
      text += Self.record("\(90 + index).000003", "kvm_mmio: mmio write", cpu: index % 2)
    }
    let reading = CollectedRecords.reading(text: text)
    #expect(reading.records.count == 600)
    #expect(reading.tally.unparsed.count == 0)
  }

  @Test("more lines that look like events than the recording says it holds are told of")
  func excess() {
    let reading = CollectedRecords.reading(
      text: Self.header + Self.record("87.563975", "tracing_mark_write: x")
        + Self.record("87.563976", "kvm_entry: PC: 0x1")
        + Self.record("87.563977", "kvm_entry: PC: 0x2")
        + Self.record("87.563978", "kvm_entry: PC: 0x3"))
    #expect(reading.tally.notes.first?.contains("3 events, but 4 lines") == true)
  }

  /// Eighty records, enough to reach beyond the longest marker.
  private static func filler(from start: Double) -> String {
    (0..<80).map { index in
      let micro = Int((start * 1_000_000).rounded()) + index
      return record("\(micro / 1_000_000).\(micro % 1_000_000)", "kvm_mmio: mmio write len 4")
    }.joined()
  }
}
