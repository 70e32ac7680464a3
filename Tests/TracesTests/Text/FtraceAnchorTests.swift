import Testing

@testable import Traces

@Suite("Default format")
struct FtraceAnchorTests {
  private func parse(_ line: String) -> (FtraceAnchor, command: String, rest: String)? {
    let bytes = Array(line.utf8)
    return bytes.withUnsafeBytes { raw in
      let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
      let found =
        FtraceAnchor.padded(raw, at: 0) ?? FtraceAnchor.searched(raw, at: 0, lineEnd: end)
      return found.map {
        (
          $0, String(decoding: bytes[$0.command(in: raw)], as: UTF8.self),
          String(decoding: bytes[$0.event...], as: UTF8.self)
        )
      }
    }
  }

  @Test("the default format gives name, id, CPU, time and event")
  func defaultFormat() throws {
    let line = "         kvmtest-574     [001] d..1.    15.827343: kvm_entry: PC: 0x0"
    let (anchor, command, rest) = try #require(parse(line))
    #expect(command == "kvmtest")
    #expect(anchor.identifier == 574)
    #expect(anchor.cpu == 1)
    #expect(anchor.time == 15_827_343_000)
    #expect(rest == "kvm_entry: PC: 0x0")
  }

  @Test(
    "a name may hold dashes, blanks, brackets, colons and what looks like an id",
    arguments: [
      "  kvm vcpu-1 [0]", "       CPU 0/KVM", "      a-1 [000] ", "  x: y-2 (3) [9]",
      "             \u{1b}[2", "           <...>",
    ])
  func hostileNames(name: String) throws {
    try #require(name.utf8.count == 16)
    let (anchor, command, _) = try #require(parse(name + "-563     [000] .....    33.472385: x: y"))
    #expect(anchor.identifier == 563)
    #expect(anchor.cpu == 0)
    #expect(name.hasSuffix(command))
  }

  @Test("a name may hold a newline; the record goes on behind it")
  func newlineInName() throws {
    let line = "           two\nn-77      [000] .....     1.000001: x: y"
    let (anchor, command, _) = try #require(parse(line))
    #expect(command == "two\nn")
    #expect(anchor.identifier == 77)
  }

  @Test(
    "optional columns may be there or not",
    arguments: [
      "         kvmtest-574     (    574) [001] .....    15.000001: x: y",
      "         kvmtest-574     (-------) [001] .....    15.000001: x: y",
      "         kvmtest-574     [001]    15.000001: x: y",
      "         kvmtest-574     [001] d..1    15.000001: x: y",
      "         kvmtest-574     [001] dNh2. 15.000001000: x: y",
    ])
  func columns(line: String) throws {
    let (anchor, _, rest) = try #require(parse(line))
    #expect(anchor.time == 15_000_001_000)
    #expect(anchor.cpu == 1)
    #expect(rest == "x: y")
  }

  @Test("a clock without a dot counts ticks")
  func ticks() throws {
    let (anchor, _, _) = try #require(parse("         kvmtest-5       [001] ..... 143900: x: y"))
    #expect(!anchor.hasFraction)
    #expect(anchor.time == 143_900)
  }

  @Test(
    "what is cut off or no record is none",
    arguments: [
      "", "         kvmtest-574", "         kvmtest-574     [001] .....    15.82", "hello world",
      "         kvmtest-x       [001] .....    15.000001: x: y",
      "         kvmtest-574     [001] .....    99999999999999999999.0: x: y",
    ])
  func noRecord(line: String) {
    #expect(parse(line) == nil)
  }
}
