import Files
import TestSupport
import Testing

@testable import Traces

@Suite("trace.dat files")
struct TraceDatFileTests {
  /// Two CPUs, with markers, a tracepoint, a kprobe and its return.
  private func made(isBigEndian: Bool = false, longSize: Int = 8) -> TraceDatWriter {
    var file = TraceDatWriter(isBigEndian: isBigEndian, longSize: longSize)
    file.ftraceFormats = [
      TraceDatWriter.format("print", 5, fields: ["ip"], print: "\"%s\", REC->buf").replacing(
        "\n\nprint fmt",
        with: "\tfield:char buf[];\toffset:16;\tsize:0;\tsigned:0;\n\nprint fmt")
    ]
    file.formats = [
      (
        "kvm",
        [
          TraceDatWriter.format(
            "kvm_guest_fault", 300, fields: ["vcpu_pc", "hsr", "hxfar", "ipa"],
            print: "\"ipa %#llx\", REC->ipa")
        ]
      ),
      (
        "kprobes",
        [
          TraceDatWriter.format(
            "my_map", 301, fields: ["__probe_ip", "pgt", "addr"],
            print: "\"(%lx) pgt=0x%Lx addr=0x%Lx\", REC->__probe_ip, REC->pgt, REC->addr"),
          TraceDatWriter.format(
            "my_return", 302, fields: ["__probe_func", "__probe_ret_ip", "ret"],
            print: "\"(%lx <- %lx) ret=%d\", REC->__probe_func, REC->__probe_ret_ip, REC->ret"),
        ]
      ),
    ]
    file.symbols =
      "ffff000000001000 T kvm_pgtable_stage2_map\nffff000000001140 t user_mem_abort\n"
      + "ffff000000002000 t end\n"
    file.threadNames = "42 kvm vcpu [0]\n"
    var first = PageWriter(time: 1000, isBigEndian: isBigEndian, longSize: longSize)
    first.event(file.record(5, thread: 42, 0) + Array("memslot slot=1 gpa=0x40\n\0".utf8), delta: 1)
    first.event(file.record(300, thread: 42, 1, 2, 3, 0x1_0000), delta: 10)
    first.event(
      file.record(302, thread: 42, 0xFFFF_0000_0000_1000, 0xFFFF_0000_0000_1150, 0), delta: 0)
    var second = PageWriter(time: 1000, isBigEndian: isBigEndian, longSize: longSize)
    second.event(file.record(301, thread: 42, 0xFFFF_0000_0000_1000, 7, 8), delta: 5)
    second.event(file.record(300, thread: 43, 1, 2, 3, 0x2_0000), delta: 6)
    file.buffers = [("", [first.page(), second.page()])]
    return file
  }

  private func expectMade(_ bytes: [UInt8], _ comment: Comment) throws {
    let reading = try #require(try TraceDatReading(bytes))
    let events = reading.named
    #expect(
      events.map(\.name)
        == ["print", "my_map", "kvm_guest_fault", "my_return", "kvm_guest_fault"], comment)
    #expect(events.map(\.event.time) == [1001, 1005, 1011, 1011, 1011], comment)
    #expect(events.map(\.event.cpu) == [0, 1, 0, 0, 1], comment)
    #expect(events.map(\.event.thread) == [42, 42, 42, 42, 43], comment)
    #expect(reading.sink.commands == [42: "kvm vcpu [0]", 43: "<...>"], comment)
    #expect(
      events.map(\.event.text) == [
        "memslot slot=1 gpa=0x40", "(kvm_pgtable_stage2_map+0x0/0x140) pgt=0x7 addr=0x8",
        "ipa 0x10000", "(user_mem_abort+0x10/0xec0 <- kvm_pgtable_stage2_map) ret=0", "ipa 0x20000",
      ], comment)
    #expect(
      events.map(\.event.meaning) == [
        .tracepoint(.marker), .call(.mapStage2), .tracepoint(.guestFault), .returned(.mapStage2),
        .tracepoint(.guestFault),
      ], comment)
    #expect(events[0].event.words == [.slot: 1, .gpa: 0x40], comment)
    #expect(events[1].event.words == [.pgt: 7, .addr: 8], comment)
    #expect(events[2].event.words == [.pc: 1, .hsr: 2, .hxfar: 3, .ipa: 0x1_0000], comment)
    #expect(reading.reader.tally.unparsed.count == 0 && !reading.isCutOff, comment)
  }

  @Test(
    "both versions, both byte orders and both sizes of long give the same events",
    arguments: [false, true], [4, 8])
  func versions(isBigEndian: Bool, longSize: Int) throws {
    let file = made(isBigEndian: isBigEndian, longSize: longSize)
    try expectMade(file.version6(), "version 6")
    try expectMade(file.version7(), "version 7")
    try expectMade(file.version7("zlib", packed: TraceDatWriter.storedZlib), "version 7, zlib")
  }

  @Test("a function tracer's calls and returns mean what their functions do")
  func functions() throws {
    var file = made()
    file.ftraceFormats += [
      TraceDatWriter.format(
        "function", 1, fields: ["ip", "parent_ip"],
        print: "\" %ps <-- %ps\", REC->ip, REC->parent_ip"),
      TraceDatWriter.format("funcgraph_entry", 11, fields: ["func"], print: "\"%ps\", REC->func"),
      TraceDatWriter.format(
        "funcgraph_exit", 10, fields: ["func", "retval"], print: "\"%ps\", REC->func"),
    ]
    let (map, other) = (0xFFFF_0000_0000_1000 as UInt64, 0xFFFF_0000_0000_1148 as UInt64)
    var page = PageWriter(time: 1000)
    for (number, values) in [
      (1, [map + 8, other]), (1, [other, map]), (11, [map]), (11, [other]), (10, [other, 0]),
      (10, [map, UInt64(bitPattern: -11)]),
    ] as [(UInt64, [UInt64])] {
      page.event(
        values.count == 2
          ? file.record(number, thread: 7, values[0], values[1])
          : file.record(number, thread: 7, values[0]), delta: 1)
    }
    file.buffers = [("", [page.page()])]
    for bytes in [file.version6(), file.version7()] {
      let reading = try #require(try TraceDatReading(bytes))
      let names = reading.named.map(\.name)
      #expect(
        names == ["function", "function"] + Array(repeating: "funcgraph_entry", count: 2)
          + Array(repeating: "funcgraph_exit", count: 2))
      #expect(
        reading.sink.events.map(\.meaning) == [
          .call(.mapStage2), .other, .call(.mapStage2), .other, .other, .returned(.mapStage2),
        ])
      #expect(reading.sink.events[0].words.isEmpty)
      #expect(reading.sink.events[5].words == [.ret: UInt64(bitPattern: -11)])
      #expect(reading.reader.kinds.meanings.allSatisfy { $0 != .other })
      #expect(reading.reader.tally.unparsed.count == 0)
    }
  }

  @Test("instances are merged by time behind the top buffer")
  func instances() throws {
    var file = made()
    var page = PageWriter(time: 1000)
    page.event(file.record(300, thread: 1, 0, 0, 0, 0x3000), delta: 11)
    file.buffers.append(("guest", [page.page(), page.page()]))
    for bytes in [file.version6(), file.version7()] {
      let events = try #require(try TraceDatReading(bytes)).named
      #expect(events.map(\.event.thread) == [42, 42, 42, 42, 43, 1, 1])
    }
  }

  @Test("what options add to times is added: DATE in µs, OFFSET in ns, ticks by factor")
  func times() throws {
    var ticks = OrderedWriter()
    for (value, size) in [(3, 4), (1, 4), (0, 8)] as [(UInt64, Int)] { ticks.number(value, size) }
    let cases: [([(UInt64, [UInt8])], Int64)] = [
      ([(1, Array("0x10\0".utf8))], 1001 + 16_000), ([(7, Array("-1000\0".utf8))], 1),
      ([(14, ticks.bytes)], 1501), ([(14, ticks.bytes), (7, Array("9\0".utf8))], 1510),
    ]
    for (options, expected) in cases {
      var file = made()
      file.options = options
      for bytes in [file.version6(), file.version7()] {
        let reading = try #require(try TraceDatReading(bytes))
        #expect(reading.sink.events.first?.time == expected)
      }
    }
  }

  @Test("a guest's clock is corrected for each CPU, with interpolation where asked")
  func timeShift() throws {
    for (flags, second) in [(0, 1111), (1, 1156)] as [(UInt64, Int64)] {
      var option = OrderedWriter()
      option.number(9, 8)
      option.number(flags, 4)
      option.number(1, 4)
      option.number(2, 4)
      // Times, offsets, factors, and then fractions.
      for value in [1001, 1021, 100, 190, 1, 1, 0, 0] as [UInt64] { option.number(value, 8) }
      var file = made()
      file.options = [(12, option.bytes)]
      let events = try #require(try TraceDatReading(file.version7())).sink.events
      let corrected = events.filter { $0.cpu == 0 }.map(\.time)
      #expect(corrected == [1101, second, second].map { Int64($0) })
      #expect(events.filter { $0.cpu == 1 }.map(\.time) == [1005, 1011])
    }
  }

  @Test("losses are those of the pages, or what the kernel counted where that is more")
  func losses() throws {
    var file = made()
    var page = PageWriter(time: 2000)
    page.lost = 12
    page.event(file.record(300, thread: 1, 0, 0, 0, 0), delta: 0)
    file.buffers[0].cpus[0] += page.page()
    let plain = try #require(try TraceDatReading(file.version6()))
    #expect(plain.reader.tally.lost == 12 && plain.sink.lostTrack == [5])
    file.options = [(2, Array("CPU: 0\noverrun: 40\ndropped events: 2\n\0".utf8))]
    #expect(try TraceDatReading(file.version7())?.reader.tally.lost == 42)
  }

  @Test("without addresses in kallsyms a probe is known by its event's name and fields")
  func hiddenSymbols() throws {
    for (name, meaning) in [
      ("p_kvm_pgtable_stage2_map_0", EventMeaning.call(.mapStage2)),
      ("kvm_pgtable_stage2_map", .call(.mapStage2)), ("my_map", .other),
      // A short name must agree with the fields, here pgt and addr, which are too few for a map.
      ("k_s2mkyoung", .call(.makeYoungStage2)), ("k_s2map", .other),
    ] {
      var file = made()
      file.symbols = "0000000000000000 T kvm_pgtable_stage2_map\n"
      file.formats[1].texts[0] = file.formats[1].texts[0].replacing("my_map", with: name)
      let events = try #require(try TraceDatReading(file.version6())).named
      #expect(events.first { $0.name == name }?.event.meaning == meaning)
    }
  }

  @Test("a probe further inside a function has no meaning")
  func insideFunction() throws {
    var file = made()
    file.symbols = file.symbols.replacing("1000 T", with: "0ff0 T")
    let events = try #require(try TraceDatReading(file.version6())).named
    #expect(events.first { $0.name == "my_map" }?.event.meaning == .other)
    #expect(events[1].event.text.hasPrefix("(kvm_pgtable_stage2_map+0x10/0x150) "))
  }

  @Test("records of an event without a format are counted by its number")
  func unknownEvent() throws {
    var file = made()
    file.formats.removeFirst()
    let events = try #require(try TraceDatReading(file.version6())).named
    #expect(events.count { $0.name == "unknown event 300" } == 2)
  }

  @Test("a latency tracer's text is read as text")
  func latencyText() throws {
    let text = String(decoding: try Fixture.bytes("memslot.trace.txt"), as: UTF8.self)
    let recording = try Recording.read(made().version6(latencyText: text), name: "latency")
    let plain = try Recording.read(Array(text.utf8), name: "text")
    #expect(recording.timeline.count == plain.timeline.count)
    #expect(recording.kind == "ftrace text")
  }

  @Test(
    "what makes reading impossible is told with its byte",
    arguments: [
      ([0x38], 10, "version"), ([0x36, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF], 14, "page size"),
      ([0x37, 0, 0, 8, 0, 16, 0, 0, 0x6E, 0, 0x31, 0, 99, 0, 0, 0, 0, 0, 0, 0], 30, "section"),
    ])
  func refusals(bytes: [UInt8], offset: Int, word: String) {
    #expect {
      try Recording.read([0x17, 0x08, 0x44] + Array("tracing".utf8) + bytes, name: "bad")
    } throws: { error in
      guard case .damaged(offset, let expected, _) = (error as? TraceFileError)?.problem else {
        return false
      }
      return expected.contains(word) && "\(error)".contains("byte \(offset)")
    }
  }
}
