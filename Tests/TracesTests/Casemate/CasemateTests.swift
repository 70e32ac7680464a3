import Foundation
import Machine
import TestSupport
import Testing
import Traces
import VMSA

@Suite("Casemate logs")
struct CasemateTests {
  private func twoCPUs() throws -> Recording {
    try Recording.open(Fixture.path("casemate-two-cpus.log"))
  }

  private func read(_ text: String) throws -> Recording {
    try Recording.read(Array(text.utf8), name: "log")
  }

  @Test("every record is an event of its kind, by its thread, with its fields and source as text")
  func events() throws {
    let recording = try twoCPUs()
    let timeline = recording.timeline
    #expect(recording.kind == "casemate log")
    #expect(recording.unparsed.count == 0)
    #expect(timeline.count == 24)
    #expect(recording.lines == 24)
    #expect(timeline.cast.threads.map(\.name) == ["thread-0", "thread-1"])
    #expect(timeline.cast.eventKinds[timeline.log.kind(ofEventAt: 14)] == "tlbi")
    #expect(
      timeline.text.text(ofEventAt: 14, in: timeline.log)
        == "ipas2e1is, value 2, src unmap.c:54, id 14")
    #expect(timeline.log.workAddress(ofEventAt: 14) == 0x2000)
    #expect(timeline.text.text(ofEventAt: 23, in: timeline.log) == "a checker's verdict")
  }

  @Test("tables written before a base register names them are what memory held")
  func linkedLater() throws {
    let timeline = try twoCPUs().timeline
    #expect(timeline.cast.roots.map(\.name) == ["stage 2 of VMID 1"])
    #expect(timeline.state(at: 7).isLive(root: 0) == false)
    let state = timeline.state(at: 8)
    #expect(
      state.walk(root: 0, to: 0x2000, cast: timeline.cast).result
        == .mapped(output: PhysicalAddress(0x50000)))
    #expect(state.walk(root: 0, to: 0x1000, cast: timeline.cast).result == .invalid(.three))
    #expect(
      timeline.state(at: 17).walk(root: 0, to: 0x20_1000, cast: timeline.cast).result
        == .mapped(output: PhysicalAddress(0x4020_1000)))
    #expect(
      timeline.state(at: 20).walk(root: 0, to: 0x2000, cast: timeline.cast).result == .invalid(.two)
    )
  }

  @Test("who takes a lock that is held waits for it, and has it when it is released")
  func locks() throws {
    let timeline = try twoCPUs().timeline
    let cast = timeline.cast
    #expect(cast.locks.map(\.name) == ["lock of 0x41000000"])
    #expect(timeline.state(at: 9).holders(cast: cast).map(\.thread) == [0])
    #expect(timeline.state(at: 10).waiters(cast: cast).map(\.thread) == [1])
    #expect(timeline.state(at: 16).holders(cast: cast).map(\.thread) == [1])
    #expect(timeline.state(at: 16).waiters(cast: cast).isEmpty)
    #expect(timeline.state(at: 19).holders(cast: cast).isEmpty)
  }

  @Test("the condensed form, 0x, capitals and records of several lines say the same")
  func otherForms() throws {
    let keyed = try twoCPUs()
    let condensed = try Recording.open(Fixture.path("casemate-two-cpus-condensed.log"))
    let text = try String(contentsOfFile: Fixture.path("casemate-two-cpus.log"), encoding: .utf8)
    let spread = try read(
      text.replacingOccurrences(of: " (", with: "\n  (")
        .replacingOccurrences(of: "(value ", with: "(value 0x")
        .replacingOccurrences(of: "sysreg-write", with: "msr")
        .replacingOccurrences(of: "plain", with: "PLAIN"))
    for other in [condensed, spread] {
      #expect(other.unparsed.count == 0)
      #expect(other.timeline.count == keyed.timeline.count)
      for index in 0..<keyed.timeline.count {
        #expect(other.timeline.state(at: index) == keyed.timeline.state(at: index), "\(index)")
      }
    }
  }

  @Test("a log is exported in our own format and read back the same")
  func export() throws {
    let recording = try twoCPUs()
    let bytes = RoundTripTests.written(recording)
    expectSame(recording, try Recording.read(bytes, name: "export"), "casemate")
  }

  @Test("reading another word than was written is counted, and what was read counts")
  func otherReading() throws {
    let text = try String(contentsOfFile: Fixture.path("casemate-two-cpus.log"), encoding: .utf8)
    let recording = try read(
      text.replacingOccurrences(
        of: "(mem-read (id 11) (tid 0) (address 41003010) (value 507ff)",
        with: "(mem-read (id 11) (tid 0) (address 41003010) (value 607ff)"))
    #expect(recording.correctedEntries == 1)
    #expect(
      recording.timeline.state(at: 11).walk(root: 0, to: 0x2000, cast: recording.timeline.cast)
        .result == .mapped(output: PhysicalAddress(0x60000)))
  }

  // MARK: - Damage

  @Test("a damaged record is counted and takes nothing of what follows with it")
  func damagedRecord() throws {
    let recording = try read(
      """
      (lock (id 0) (tid 0) (address 1000))
      (lock (id 1) (tid 0) (address
      (unlock (id 2) (tid 0) (address 1000) (src "unfinished))
      (mem-write (id 3) (tid 0) (mem-order plain) (address 1001) (value 0))
      (mem-init (id 4) (tid 0) (address fffffffffffff000) (size ffffffffffffff00))
      ((((((((((((((((
      nonsense
      (unlock (id 5) (tid 0) (address 1000))
      """)
    #expect(recording.unparsed.first.map(\.number) == [2, 3, 4, 5, 6, 7])
    #expect(recording.timeline.state(at: 99).holders(cast: recording.timeline.cast).isEmpty)
    exercise(recording)
  }

  @Test("cut off at any byte, nothing traps, and the records before it are there")
  func cutAnywhere() throws {
    let bytes = try Fixture.bytes("casemate-two-cpus.log")
    for length in 14..<bytes.count {
      let recording = try Recording.read(bytes.prefix(length), name: "cut")
      let whole = bytes.prefix(length).count { $0 == 0x0A }
      #expect(recording.timeline.count >= whole, "\(length)")
      if length % 23 == 0 { exercise(recording) }
    }
  }

  @Test("whatever bits are flipped, nothing traps")
  func flippedBits() throws {
    let bytes = try Fixture.bytes("casemate-two-cpus.log")
    for seed in UInt64(0)..<150 {
      var random = SplitMix64(seed: seed)
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      }
      if let recording = try? Recording.read(damaged, name: "seed \(seed)") { exercise(recording) }
    }
  }

  @Test("a table of entries that lead to itself is followed once")
  func selfReference() throws {
    let recording = try read(
      """
      (mem-init (id 0) (tid 0) (address 1000) (size 1000))
      (mem-set (id 1) (tid 0) (address 30303030000) (size 1000) (value 3))
      (mem-write (id 2) (tid 0) (mem-order plain) (address 1000) (value 30303030003))
      (sysreg-write (id 3) (tid 0) (sysreg vttbr_el2) (value 1000))
      """)
    #expect(recording.isMissingTables)
    #expect(recording.timeline.cast.tables.count == 2)
    #expect(recording.notRecorded.contains { $0.contains("VTCR_EL2") })
  }

  // MARK: - Logs beside the checkout

  static var logs: [String] {
    let found = Fixture.corpusFiles("casemate", suffix: ".log") ?? []
    if found.isEmpty { print("no shared/corpus/casemate beside the checkout: it is not read") }
    return found
  }

  @Test(
    "kinds are as many as a plain count; final tables are those of a plain replay", arguments: logs)
  func corpus(path: String) throws {
    try expectAsNaive(path)
  }

  @Test("so they are for our own log")
  func ownLog() throws {
    try expectAsNaive(Fixture.path("casemate-two-cpus.log"))
  }

  private func expectAsNaive(_ path: String) throws {
    let recording = try Recording.open(path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(recording.unparsed.count == 0)
    #expect(recording.timeline.count == lines.count)
    for (kind, count) in zip(recording.timeline.cast.eventKinds, recording.kindCounts)
    where kind != "!" {
      #expect(count == lines.count { $0.hasPrefix("(\(kind) ") }, "\(kind)")
    }
    #expect(recording.timeline.finalEntries == NaiveCasemate(lines).entries)
    exercise(recording)
  }
}
