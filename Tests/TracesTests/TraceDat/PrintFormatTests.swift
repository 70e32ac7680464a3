import Files
import TestSupport
import Testing

@testable import Traces

@Suite("Text of events by their print fmt")
struct PrintFormatTests {
  /// The text of a record with fields a, b and c of 8 bytes each.
  private func text(_ print: String, _ values: UInt64...) throws -> String? {
    let writer = TraceDatWriter(
      formats: [("s", [TraceDatWriter.format("e", 7, fields: ["a", "b", "c"], print: print)])],
      symbols:
        "ffff000000001000 T first\nffff000000001100 t second\t[kvm]\nffff000000001200 t third\n",
      printedStrings: "0xffff800000000010 : \"a string\"\n")
    var file = writer
    var page = PageWriter(time: 0)
    var record = file.record(7, thread: 1)
    for value in values {
      record += withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
    page.event(record, delta: 0)
    file.buffers = [("", [page.page()])]
    let bytes = FileBytes(file.version6())
    guard case .events(_, let text, _) = try TraceDat.open(bytes, name: "made") else { return nil }
    return text.text(at: 16)
  }

  @Test(
    "numbers are written as printf writes them",
    arguments: [
      ("%d", 0xFFFF_FFF5, "-11"), ("%u", 0xFFFF_FFF5, "4294967285"), ("%lx", 255, "ff"),
      ("%llx", .max, "ffffffffffffffff"), ("%ld", .max, "-1"), ("%#lx", 255, "0xff"),
      ("%#010lx", 255, "0x000000ff"), ("%016lx", 0x40, "0000000000000040"), ("%#lx", 0, "0"),
      ("%5d|", 42, "   42|"), ("%-5d|", 42, "42   |"), ("%05d", 0xFFFF_FFFE, "-0002"),
      ("%.3d", 7, "007"), ("%X", 0xAB, "AB"), ("%o", 8, "10"), ("%c", 0x41, "A"),
      ("%p", 16, "0x10"),
      ("%hhx", 0x1234, "34"), ("%hd", 0xFFFF, "-1"), ("%%%d%%", 5, "%5%"), ("%+d", 5, "+5"),
      ("%Lx", 0x1_0000_0000, "100000000"), ("%ps", 0xFFFF_0000_0000_1004, "first"),
      ("%pS", 0xFFFF_0000_0000_1004, "first+0x4"), ("%s", 0xFFFF_8000_0000_0010, "a string"),
      ("%99999d", 1, String(repeating: " ", count: 1023) + "1"),
    ])
  func numbers(format: String, value: UInt64, expected: String) throws {
    #expect(try text("\"\(format)\", REC->a", value, 0, 0) == expected)
  }

  @Test(
    "expressions are computed as C computes them",
    arguments: [
      ("REC->a + REC->b * 2", "16"), ("(REC->a - REC->b) << 1", "2"), ("REC->a > 5 ? 1 : 2", "1"),
      ("(int)REC->c", "-1"), ("(u8)REC->c", "255"), ("~REC->a & 0xf", "9"), ("!REC->a", "0"),
      ("REC->a == 6 && REC->b != 5", "0"), ("(((REC->a) << 4) | (1U << 0))", "97"), ("'A'", "65"),
      ("-REC->a", "-6"), ("REC->c >= (unsigned long)-4095 ? 0 : 1", "0"), ("REC->a / 0 ?: 1", nil),
      ("__builtin_expect(!!(REC->a), 0) ? 3 : 4", "3"), ("REC->a ?: 9", "6"), ("0x10UL", "16"),
    ])
  func expressions(expression: String, expected: String?) throws {
    let fields = "a=0x6 b=0x5 c=0xffffffffffffffff"
    #expect(try text("\"%ld\", \(expression)", 6, 5, .max) == expected ?? fields)
  }

  @Test(
    "tables of names",
    arguments: [
      ("__print_symbolic(REC->a, {0, \"no\"}, { (1U << 2), \"y\" \"es\" })", "yes"),
      ("__print_symbolic(REC->b, {0, \"no\"})", "0x3"),
      ("__print_flags(REC->b, \"|\", { 1, \"ONE\" }, { 2, \"TWO\" })", "ONE|TWO"),
      ("__print_flags(REC->a, \"|\", { 1, \"ONE\" })", "0x4"),
      ("__print_flags(REC->c, \"|\", { 1, \"ONE\" })", ""), ("REC->c ? \"yes\" : \"no\"", "no"),
    ])
  func names(expression: String, expected: String) throws {
    #expect(try text("\"%s\", \(expression)", 4, 3, 0) == expected)
  }

  @Test(
    "a line with anything unknown, too deep or too long falls back on the fields",
    arguments: [
      "", "\"%d\"", "\"%d\", REC->nothing", "\"%y\", REC->a", "\"%d\", unknown(REC->a)", "\"%d",
      "\"%",
      "\"%d\", " + String(repeating: "(", count: 10_000) + "1",
      "\"%d\", " + String(repeating: "-", count: 10_000) + "1",
      "\"%d\", 1" + String(repeating: "+1", count: 10_000), "\"%pI4\", REC->a", "\"%*d\", REC->a",
      "\"%s\", __print_symbolic(REC->a" + String(repeating: ", {1, \"x\"}", count: 9000) + ")",
    ])
  func unknownLines(print: String) throws {
    #expect(try text(print, 1, 2, 3) == "a=0x1 b=0x2 c=0x3")
  }

  @Test("a record too short for its fields says so")
  func shortRecord() throws {
    #expect(try text("\"%lx\", REC->c", 1) == "a=0x1 b=? c=?")
  }

  @Test("lines made of random parts never trap")
  func randomLines() throws {
    let parts = [
      "\"", "%d", "%s", ",", "REC", "->", "a", "(", ")", "__print_flags", "__get_str", "{", "}",
      "1",
      "<<", "?", ":", "-", "*", "%*.*lx", "[", "]", "__print_array", "(int)",
      "99999999999999999999",
    ]
    for seed in UInt64(1)...300 {
      var random = SplitMix64(seed: seed)
      let count = Int.random(in: 1...30, using: &random)
      let line = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }
      let made = try text("\"%d %s\", " + line.joined(separator: " "), 1, 2, 3)
      #expect(made != nil, "seed \(seed)")
    }
  }
}
