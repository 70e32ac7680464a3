import Testing

@testable import Traces

@Suite("Records not understood")
struct UnderstoodRecordsTests {
  private static let anchor = "        kvm-vcpu-432     [001] d..2.   123.456"

  @Test("Lines that are no records and records without their fields are kept in order")
  func order() throws {
    // So many that several batches are read before the first is interpreted.
    var lines: [String] = []
    for number in 0..<9000 {
      let anchor = Self.anchor + String(900_000 + number).dropFirst(3) + ": "
      switch number {
      case 10, 5000: lines.append("no record at all \(number)")
      case 9, 11, 8500: lines.append(anchor + "kvm_guest_fault: ipa nothing \(number)")
      default: lines.append(anchor + "kvm_entry: PC: 0xffff800080f73bec")
      }
    }
    let text = "# tracer: nop\n" + lines.joined(separator: "\n") + "\n"
    let recording = try Recording.read(Array(text.utf8), name: "made")
    #expect(recording.unparsed.count == 5)
    #expect(recording.unparsed.first.map(\.number) == [11, 12, 13, 5002, 8502])
  }

  @Test("Of very many lines not understood the first hundred are kept")
  func firstHundred() {
    var unparsed = UnparsedLines()
    for line in (1...300).reversed() { unparsed.add(line: line, text: "\(line)") }
    #expect(unparsed.count == 300)
    #expect(unparsed.first.map(\.number) == Array(1...UnparsedLines.keptLines))
  }

  @Test("Without facts the events are the same, and nothing is told of anything")
  func eventsAlone() throws {
    let text = (0..<100).map { number in
      Self.anchor + String(900 + number) + ": "
        + (number % 2 == 0
          ? "kvm_guest_fault: ipa 0x1000, hsr 0x93c08007, hxfar 0x1000, pc 0x2000"
          : "kvm_entry: PC: 0x2000")
    }.joined(separator: "\n")
    let bytes = Array(("# tracer: nop\n" + text + "\n").utf8)
    let whole = try Recording.read(bytes, name: "made").timeline
    let alone = try Recording.read(
      bytes, name: "made", options: ReadingOptions(infersFacts: false)
    ).timeline
    #expect(alone.count == whole.count)
    for event in 0..<whole.count {
      #expect(
        alone.log.timeNanoseconds(ofEventAt: event) == whole.log.timeNanoseconds(ofEventAt: event))
      #expect(alone.log.kind(ofEventAt: event) == whole.log.kind(ofEventAt: event))
      #expect(alone.log.changes(ofEventAt: event).isEmpty)
    }
    #expect(alone.cast.faults.isEmpty)
    #expect(whole.cast.faults.count == 50)
  }
}
