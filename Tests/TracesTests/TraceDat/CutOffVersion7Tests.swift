import TestSupport
import Testing

@testable import Traces

@Suite("Version 7 files without their end")
struct CutOffVersion7Tests {
  /// One event, as far as it does not depend on what else is in the file.
  private struct Event: Equatable {
    var cpu: Int
    var time: Int64
    var thread: Int
    var meaning: EventMeaning
  }

  /// Keeps events without their text.
  private struct Sink: RecordSink {
    var events: [Event] = []

    mutating func take(
      _ record: TraceRecord, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
      command: @autoclosure () -> String
    ) {
      events.append(
        Event(
          cpu: record.cpu, time: record.timeNanoseconds, thread: record.identifier,
          meaning: meaning))
    }

    mutating func loseTrack() {}
  }

  private struct Reading {
    var events: [Event] = []
    var isCutOff = false
    var unparsed = 0
    /// The events of each CPU.
    var byCPU: [Int: [Event]] { Dictionary(grouping: events, by: \.cpu) }
  }

  /// What is read of a file; nil when it is refused.
  private func read(_ bytes: some Collection<UInt8>) throws -> Reading? {
    do {
      guard case .events(var reader, _, let isCutOff) = try TraceDat.open(.init(bytes), name: "cut")
      else { return nil }
      var sink = Sink()
      while reader.read(1000, into: &sink) {}
      return Reading(
        events: sink.events, isCutOff: isCutOff, unparsed: reader.tally.unparsed.count)
    } catch {
      return nil
    }
  }

  /// Cuts a file at every byte, or at every few: what is read must be the beginning of each CPU.
  private func expectPrefixes(
    _ bytes: [UInt8], places: some Sequence<Int>, firstPageEnds: Int, _ comment: Comment
  ) throws {
    let whole = try #require(try read(bytes), comment)
    let wholeByCPU = whole.byCPU
    #expect(!whole.isCutOff && whole.unparsed == 0 && !whole.events.isEmpty, comment)
    var last = 0
    for size in places {
      let place: Comment = "\(comment), cut at byte \(size)"
      guard let reading = try read(bytes.prefix(size)) else {
        #expect(size < firstPageEnds, place)
        continue
      }
      let isPrefix = reading.byCPU.allSatisfy { cpu, events in
        wholeByCPU[cpu]?.starts(with: events) ?? false
      }
      #expect(isPrefix && !reading.events.isEmpty && reading.events.count >= last, place)
      #expect(reading.isCutOff && reading.unparsed > 0, place)
      last = reading.events.count
    }
    #expect(last == whole.events.count, comment)
  }

  /// A compressed chunk ends behind its 12 bytes of numbers and its packed size. Of the longer
  /// recording not every byte is tried, for time.
  @Test(
    "recordings cut anywhere are refused up to their first chunk, and then read",
    arguments: [
      ("teardown_kill.trace.dat", 4096 + 12 + 0x3D0, 1), ("thp2m.trace.dat", 8192 + 12 + 0xD8E, 13),
    ])
  func recordings(name: String, firstChunkEnds: Int, step: Int) throws {
    let bytes = try Fixture.bytes(name)
    try expectPrefixes(
      bytes, places: stride(from: 0, to: bytes.count, by: step), firstPageEnds: firstChunkEnds,
      Comment(rawValue: name))
  }

  // MARK: - Made files

  private func file(isBigEndian: Bool = false, longSize: Int = 8) -> TraceDatWriter {
    var file = TraceDatWriter(isBigEndian: isBigEndian, longSize: longSize)
    file.pageSize = 256
    file.formats = [
      (
        "kvm",
        [
          TraceDatWriter.format(
            "kvm_guest_fault", 300, fields: ["vcpu_pc", "hsr", "hxfar", "ipa"],
            print: "\"ipa %#llx\", REC->ipa")
        ]
      )
    ]
    return file
  }

  /// Pages with an event at each of some times.
  private func pages(_ times: [[UInt64]], of file: TraceDatWriter) -> [UInt8] {
    times.flatMap { times in
      var page = PageWriter(
        time: times[0], isBigEndian: file.isBigEndian, longSize: file.longSize)
      for (before, time) in zip([times[0]] + times, times) {
        page.event(file.record(300, thread: time, 1, 2, 3, time), delta: time - before)
      }
      return page.page(size: file.pageSize)
    }
  }

  /// CPUs that record at the same time: each begins before the one before it ends.
  private func randomCPUs(_ random: inout SplitMix64, _ file: TraceDatWriter) -> [[UInt8]] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      var time = UInt64.random(in: 1...50, using: &random)
      var times: [[UInt64]] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        times.append(
          (0..<Int.random(in: 1...4, using: &random)).map { _ in
            time += UInt64.random(in: 0...9, using: &random)
            return time
          })
      }
      times.append([time + 100])
      return pages(times, of: file)
    }
  }

  @Test(
    "made files cut anywhere are read as soon as a page is whole",
    arguments: 1...6 as ClosedRange<UInt64>)
  func madeFiles(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var file = file(isBigEndian: seed % 2 == 0, longSize: seed % 3 == 0 ? 4 : 8)
    file.buffers = [("", randomCPUs(&random, file))]
    let plain = file.version7()
    let packed = file.version7("zlib", packed: TraceDatWriter.storedZlib)
    for (bytes, name) in [(plain, "plain"), (packed, "zlib")] {
      // The first page is the first that holds a whole page's bytes.
      let page = try #require(bytes.firstRange(of: file.buffers[0].cpus[0].prefix(256)))
      // zlib has four bytes of checksum behind it.
      try expectPrefixes(
        bytes, places: stride(from: Int(seed), to: bytes.count, by: 7),
        firstPageEnds: page.upperBound + (name == "zlib" ? 4 : 0), "seed \(seed), \(name)")
    }
  }

  @Test("of CPUs that follow each other in time no boundary is told: they are shown as one")
  func untoldBoundary() throws {
    var file = file()
    file.buffers = [("", [pages([[10], [20]], of: file), pages([[30], [40]], of: file)])]
    let bytes = file.version7()
    let cut = try #require(try read(bytes.dropLast(100)))
    #expect(cut.events.map(\.time) == [10, 20, 30, 40] && cut.events.allSatisfy { $0.cpu == 0 })
    // Compressed, each begins with the number of its chunks.
    let packed = file.version7("zlib", packed: TraceDatWriter.storedZlib)
    #expect(try read(packed.dropLast(100))?.events.map(\.cpu) == [0, 0, 1, 1])
  }

  @Test("pages of zeros begin no CPU")
  func emptyPages() throws {
    var file = file()
    let zeros = [UInt8](repeating: 0, count: 256)
    file.buffers = [("", [pages([[10]], of: file) + zeros + pages([[20]], of: file)])]
    #expect(try read(file.version7().dropLast(100))?.events.map(\.cpu) == [0, 0])
  }

  @Test("instances are read too, each with its own CPUs, without their names")
  func instances() throws {
    var file = file()
    file.buffers = [
      ("", [pages([[10, 90]], of: file), pages([[20]], of: file)]),
      ("guest", [pages([[5]], of: file)]),
    ]
    for bytes in [
      file.version7(), file.version7("zlib", packed: TraceDatWriter.storedZlib),
    ] {
      let whole = try #require(try read(bytes))
      let cut = try #require(try read(bytes.dropLast(100)))
      #expect(cut.events == whole.events && cut.isCutOff)
    }
  }

  @Test("what a killed recorder leaves, sizes and numbers still zero, is read")
  func killedRecorder() throws {
    var file = file()
    file.buffers = [("", [pages([[10, 90]], of: file), pages([[20], [30]], of: file)])]
    var bytes = file.version7("zlib", packed: TraceDatWriter.storedZlib)
    let whole = try #require(try read(bytes))
    let section = try #require(bytes.lastRange(of: [3, 0, 1, 0, 0, 0, 0, 0]))
    bytes.replaceSubrange(
      section.upperBound..<section.upperBound + 8, with: [UInt8](repeating: 0, count: 8))
    let count = try #require(bytes.lastRange(of: [2, 0, 0, 0, 11, 1, 0, 0]))
    #expect(count.lowerBound % 256 == 0)
    bytes[count.lowerBound] = 0
    let end = count.lowerBound + 4 + 2 * (8 + 11 + 256)
    let killed = try #require(try read(bytes.prefix(end)))
    #expect(killed.events == whole.events && killed.isCutOff)
  }

  @Test("options that nothing points to are found")
  func lostOptions() throws {
    let bytes = try Fixture.bytes("teardown_kill.trace.dat")
    let whole = try #require(try read(bytes))
    var lost = bytes
    lost.replaceSubrange(29..<37, with: [UInt8](repeating: 0, count: 8))
    #expect(try read(lost)?.events == whole.events)
  }
}

extension [UInt8] {
  /// The last place of some bytes.
  fileprivate func lastRange(of part: [UInt8]) -> Range<Int>? {
    indices.reversed().first { self[$0...].starts(with: part) }.map { $0..<$0 + part.count }
  }
}
