import Testing

@testable import Traces

@Suite("Text that can't be read")
struct TextRefusalTests {
  private func sentence(_ text: [UInt8]) -> String {
    do {
      _ = try Recording.read(text, name: "t")
      return "read"
    } catch { return error.description }
  }

  @Test(
    "what it is and what to do is said",
    arguments: [
      (
        "# event histogram\n#\n# trigger info: hist:keys=ipa\n\n{ ipa: 1 } hitcount: 1\n",
        "histogram"
      ),
      ("{ ipa: 40005000, hsr: 93c48047 } hitcount:          1\n", "histogram"),
      ("# tracer: nop\n#\nkvm_entry: PC: 0x0\nkvm_exit: TRAP\n", "context-info"),
      ("# tracer: nop\n#\n\u{1}\u{2}\u{0}\u{5}kvm\u{3}", "options/bin"),
      ("hello world\n", "no line looks like"),
    ])
  func refused(text: String, word: String) {
    #expect(sentence(Array(text.utf8)).contains(word))
  }

  @Test("a trace without any record is read as one without events")
  func emptyTrace() {
    #expect(
      sentence(Array("# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0   #P:2\n".utf8))
        == "read")
  }
}
