import Testing

@testable import Traces

@Suite("Forms of text")
struct TextDialectTests {
  struct Line: CustomTestStringConvertible, Sendable {
    var dialect: TextDialect
    var text: String
    var command = "kvmtest"
    var identifier = 574
    var cpu = 1
    var time: Int64
    var kind: String
    var fields: [RecordFields.Name: UInt64] = [:]
    var testDescription: String { text }
  }

  static let lines: [Line] = [
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] d..1.    15.827343: kvm_entry: PC: 0x0000000000010000",
      time: 15_827_343_000, kind: "kvm_entry"),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     (    570) [001] .....   141.510868: "
        + "kvm_guest_fault: ipa 0x400f7000, hsr 0x93c48047, hxfar 0x400f7000, pc 0x00000000010064",
      time: 141_510_868_000, kind: "kvm_guest_fault",
      fields: [.ipa: 0x400f_7000, .hsr: 0x93c4_8047, .hxfar: 0x400f_7000, .pc: 0x10064]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001]    142.078925: kvm_access_fault: IPA: 803f0000",
      time: 142_078_925_000, kind: "kvm_access_fault", fields: [.ipa: 0x803f_0000]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] .....        12664: contention_begin: "
        + "00000000db009949 (flags=SPIN|READ)",
      time: 12664, kind: "contention_begin", fields: [.lock: 0xdb00_9949, .flags: 3]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] d....   154.836746: "
        + "k_guest_abort: (kvm_handle_guest_abort+0x0/0xf10) vcpu=0xfff00000053db720",
      time: 154_836_746_000, kind: "k_guest_abort"),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] .....   143.916450: mmap_lock_start_locking: "
        + "mm=0xfff0000003021900 (-4503599576901376) memcg_path=/ write=(1)",
      time: 143_916_450_000, kind: "mmap_lock_start_locking",
      fields: [.mm: 0xfff0_0000_0302_1900, .write: 1]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] .....   143.916450: kvm_guest_fault: "
        + "vcpu_pc=0x10064 (65636) hsr=0x93c48047 (2479128647) hxfar=0x400f7000 (1074753536) "
        + "ipa=0x400f7000 (1074753536)",
      time: 143_916_450_000, kind: "kvm_guest_fault",
      fields: [.ipa: 0x400f_7000, .hsr: 0x93c4_8047, .hxfar: 0x400f_7000, .pc: 0x10064]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574     [001] d....   143.916450: k_agewalk: "
        + "__probe_ip=0xffff9e14cc69ebe0 (-107662810682400) addr=0x10000 (65536) level=(3) "
        + "ptep=0xfff0 (65520) old=0x0 (0) visit=0x1 (1)",
      time: 143_916_450_000, kind: "k_agewalk", fields: [.addr: 0x10000, .level: 3, .visit: 1]),
    Line(
      dialect: .latency,
      text:
        " kvmtest-574       1..... 26581us+: mmap_lock_released: mm=00000000b0b4fb04 write=false",
      time: 26_581_000, kind: "mmap_lock_released", fields: [.mm: 0xb0b4_fb04, .write: 0]),
    Line(
      dialect: .verbose,
      text:
        "         kvmtest     574   1 0 00000001 [03d0f2a1] 25.080ms (+0.058ms): kvm_entry: PC: 0x0",
      time: 0x3d0_f2a1 * 1000, kind: "kvm_entry"),
    Line(
      dialect: .raw, text: "574 1 143700681943 type: 565", command: "", time: 143_700_681_943,
      kind: "#565"),
    Line(
      dialect: .raw,
      text: "574 1 143728051125 # ffff9e14cc81bc50 memslot slot=0 gpa=0x10000 hva=0xffff92c00000 "
        + "size=0x10000 flags=0",
      command: "", time: 143_728_051_125, kind: "tracing_mark_write",
      fields: [.slot: 0, .gpa: 0x10000, .hva: 0xffff_92c0_0000, .size: 0x10000, .flags: 0]),
    Line(
      dialect: .hex, text: "0000023e 00000001 0000002198c865a6 type: 565", command: "",
      time: 0x21_98c8_65a6, kind: "#565"),
    Line(
      dialect: .columns,
      text:
        "         kvmtest-574   [001]    15.785937: mmap_lock_released:   mm=0xfff00000053e8f00 "
        + "memcg_path=/ write=true",
      time: 15_785_937_000, kind: "mmap_lock_released",
      fields: [.mm: 0xfff0_0000_053e_8f00, .write: 1]),
    Line(
      dialect: .columns,
      text: "         kvmtest-574   [001]   149.983962: print:                "
        + "tracing_mark_write: read ro slot",
      time: 149_983_962_000, kind: "tracing_mark_write"),
    Line(
      dialect: .columns,
      text: "         kvmtest-574   [001]    15.785937: k_s2map:              (ffff9e14cc69ebe0) "
        + "pgt=0xfff00000033ddfc0 addr=0x10000 size=0x1000 phys=0x49020000 prot=0x7",
      time: 15_785_937_000, kind: "k_s2map",
      fields: [
        .pgt: 0xfff0_0000_033d_dfc0, .addr: 0x10000, .size: 0x1000, .phys: 0x4902_0000, .prot: 7,
      ]),
    Line(
      dialect: .perf,
      text: "         kvmtest     574 [001]    15.827343: kvm:kvm_access_fault: IPA: 803f0000",
      time: 15_827_343_000, kind: "kvm_access_fault", fields: [.ipa: 0x803f_0000]),
    Line(
      dialect: .perf,
      text: "         kvmtest     570/574     [001]    15.827343123:          1   "
        + "kprobes:k_s2destroy: (ffff9e14cc69f438) pgt=0xfff00000033ddfc0",
      time: 15_827_343_123, kind: "k_s2destroy", fields: [.pgt: 0xfff0_0000_033d_dfc0]),
    Line(
      dialect: .perf, text: "kvmtest   574    15.827343:  kvm:kvm_entry: PC: 0x0", cpu: 0,
      time: 15_827_343_000, kind: "kvm_entry"),
  ]

  @Test("a line in each form gives who, where, when, what and its fields", arguments: lines)
  func line(line: Line) throws {
    let bytes = Array((line.text + "\n").utf8)
    #expect(bytes.withUnsafeBytes { TextDialect.detect($0) } == line.dialect)
    let reading = CollectedRecords.reading(bytes)
    let record = try #require(reading.records.first)
    #expect(reading.records.count == 1)
    #expect(reading.tally.unparsed.count == 0)
    #expect(record.command == line.command)
    #expect(record.identifier == line.identifier)
    #expect(record.cpu == line.cpu)
    #expect(record.time == line.time)
    #expect(record.kind == line.kind)
    for (name, value) in line.fields { #expect(record.fields[name] == value, "\(name)") }
  }

  @Test("the form is told from lines, with or without header, CRLF line ends, a byte order mark")
  func robustDetection() throws {
    let line = Self.lines[1]
    let texts = [
      "\u{FEFF}" + line.text + "\n", line.text + "\r\n", "\n\n\r\n" + line.text,
      "r: cut off header\n" + line.text + "\n", "# tracer: nop\r\n#\r\n" + line.text + "\r\n",
    ]
    for text in texts {
      let reading = CollectedRecords.reading(text: text)
      #expect(reading.records.map(\.fields) == [line.fields])
      #expect(reading.texts.first?.hasSuffix("pc 0x00000000010064") == true)
    }
  }

  @Test("a function tracer's call is a call without fields")
  func functionTracer() throws {
    let reading = CollectedRecords.reading(
      text: """
                 kvmtest-574     [001] d....   146.111989: kvm_handle_guest_abort <-handle_exit
                 kvmtest-574     [001] d....   146.112000: kvm_vcpu_kick.part.0 <-kvm_x
                 kvmtest-574     [001] d....   146.112001: <stack trace>
         => kvm_handle_guest_abort
         => handle_exit
                 kvmtest-574   [001]   146.112002: function:             stage2_map_walker <-- walk
                 kvmtest-574   [001]   146.112003: function:             kvm_pgtable_stage2_map <-- x

        """)
    #expect(
      reading.records.map(\.kind) == [
        "function", "function", "<stack trace>", "function", "function",
      ])
    #expect(reading.records[4].meaning == .call(.mapStage2))
    #expect(reading.records[0].meaning == .call(.handleGuestAbort))
    #expect(reading.records[0].fields.isEmpty)
    #expect(reading.records[1].meaning == .other)
    #expect(reading.records[3].meaning == .call(.mapWalker))
    #expect(reading.texts[0] == "kvm_handle_guest_abort <-handle_exit")
    #expect(reading.texts[2].contains("=> handle_exit"))
    #expect(reading.tally.unparsed.count == 0)
  }

  @Test("losses are counted, and belong to the CPU of the record behind them")
  func losses() {
    let record = "         kvmtest-574     [001] d....   146.111989: kvm_entry: PC: 0x0\n"
    let reading = CollectedRecords.reading(
      text: record + "CPU:1 [LOST 121 EVENTS]\n" + record
        + "##### CPU 1 buffer started ####\n" + record + "CPU:1 [7 EVENTS DROPPED]\n" + record)
    #expect(reading.tally.lost == 128)
    #expect(reading.losses == 2)
    #expect(reading.records.count == 4)
    #expect(reading.tally.unparsed.count == 0)
  }

  @Test("a call chain of perf script belongs to the event before it")
  func callchain() {
    let reading = CollectedRecords.reading(
      text: """
        kvmtest     574 [001]    15.827343: kvm:kvm_entry: PC: 0x0
        \tffffffff9cb2bb70 llist_add_batch+0x0 ([kernel.kallsyms])
                7fa957737748 g_bit_lock+0x58 (/usr/lib/libglib.so)

        kvmtest     574 [001]    15.827344: kvm:kvm_entry: PC: 0x4

        """)
    #expect(reading.records.count == 2)
    #expect(reading.tally.unparsed.count == 0)
    #expect(reading.texts[0].contains("g_bit_lock"))
  }

  @Test("a probe without a symbol is known by its name and its fields together")
  func guesses() {
    #expect(
      ProbeGuess.function(named: "k_s2unmap", fields: ["pgt", "addr", "size"]) == .unmapStage2)
    #expect(
      ProbeGuess.function(named: "my_wrprotect", fields: ["pgt", "addr", "size"])
        == .writeProtectStage2)
    #expect(
      ProbeGuess.function(named: "p1", fields: ["pgt", "addr", "size", "phys", "prot"])
        == .mapStage2)
    #expect(ProbeGuess.function(named: "p1", fields: ["pgt", "addr", "size"]) == nil)
    #expect(ProbeGuess.function(named: "k_s2unmap", fields: ["kvm"]) == nil)
    #expect(ProbeGuess.function(named: "k_s2unmap_ret", fields: nil) == .unmapStage2)
  }

  @Test("a return without a symbol is known by the address of its function")
  func returnsByAddress() {
    let prefix = "         kvmtest-574   [001]    15.785937: "
    let reading = CollectedRecords.reading(
      text: """
        \(prefix)back:   (ffff9e14cc69ebe0 <- ffff9e14cc6636b0) ret=0
        \(prefix)k_s2unmap:   (ffff9e14cc69ebe0) pgt=0xfff0 addr=0x10000 size=0x1000
        \(prefix)back:   (ffff9e14cc69ebe0 <- ffff9e14cc6636b0) ret=-11
        \(prefix)who:   (ffff9e14cc69ebe8) x=0

        """)
    #expect(
      reading.records.map(\.meaning) == [
        .other, .call(.unmapStage2), .returned(.unmapStage2), .other,
      ])
    #expect(reading.records[2].fields[.ret] == UInt64(bitPattern: -11))
    #expect(reading.tally.notes.first?.contains("Not told: who") == true)
  }
}
