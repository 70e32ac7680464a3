import Foundation
import Machine
import TestSupport
import Testing
import Traces
import VMSA

@Suite("Recording")
struct RecordingTests {
  static let recordings = [
    "thp2m", "dirtylog", "hugetlb1g", "memslot", "romem", "teardown_kill", "contend-start",
  ].map { $0 + ".trace.txt" }

  @Test(
    "events, faults, threads and kinds are as many as a plain count of the lines",
    arguments: recordings)
  func counts(name: String) throws {
    let recording = try Recording.open(Fixture.path(name))
    let records = try Fixture.lines(name).filter { !$0.hasPrefix("#") && !$0.isEmpty }
    let timeline = recording.timeline
    #expect(recording.unparsed.count == 0)
    #expect(timeline.count == records.count)
    #expect(timeline.cast.faults.count == records.count { $0.contains(": kvm_guest_fault: ") })
    let identifiers = Set(records.map { $0.dropFirst(17).prefix { $0 != " " } })
    #expect(timeline.cast.threads.count == identifiers.count)
    for (kind, count) in zip(timeline.cast.eventKinds, recording.kindCounts) {
      #expect(count == records.count { $0.contains(": \(kind): ") }, "\(kind)")
    }
  }

  @Test("an event's text is what the line says behind the event's name")
  func text() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let fault = try #require(timeline.cast.faults.first)
    #expect(
      timeline.text.text(ofEventAt: fault.event, in: timeline.log)
        == "ipa 0x10000, hsr 0x82000005, hxfar 0x010000, pc 0x00000000010000")
  }

  @Test("a probe is known by its symbol, whatever the recording calls it")
  func renamedProbes() throws {
    let text = String(decoding: try Fixture.bytes("thp2m.trace.txt"), as: UTF8.self)
    let renamed = text.replacingOccurrences(of: ": k_", with: ": my-probe.")
    let original = try Recording.read(Array(text.utf8), name: "original").timeline
    let timeline = try Recording.read(Array(renamed.utf8), name: "renamed").timeline
    #expect(timeline.cast.eventKinds.contains("my-probe.s2map"))
    for index in stride(from: 0, to: timeline.count, by: 13) {
      #expect(timeline.state(at: index) == original.state(at: index))
    }
  }

  @Test("seek(i) equals applying events 0…i from the start", arguments: ["thp2m", "dirtylog"])
  func seek(name: String) throws {
    let read = try Recording.open(Fixture.path(name + ".trace.txt")).timeline
    let timeline = Timeline(cast: read.cast, log: read.log, text: read.text, keyframeSpacing: 97)
    var replayed = MachineState(cast: timeline.cast)
    for index in 0..<timeline.count {
      for change in timeline.log.changes(ofEventAt: index) {
        replayed.apply(change, cast: timeline.cast)
      }
      #expect(timeline.state(at: index) == replayed, "event \(index)")
    }
    for index in (0..<timeline.count).reversed() {
      for change in timeline.log.changes(ofEventAt: index).reversed() {
        replayed.undo(change, cast: timeline.cast)
      }
    }
    #expect(replayed == MachineState(cast: timeline.cast))
  }

  @Test("compressed recordings are read as they are")
  func compressed() throws {
    let path = Fixture.path("hugetlb1g.trace.txt.zst")
    let packed = try Recording.open(path).timeline
    let plain = try Recording.open(Fixture.path("hugetlb1g.trace.txt")).timeline
    #expect(packed.count == plain.count)
    #expect(packed.state(at: 300) == plain.state(at: 300))
  }

  @Test("a fault knows its syndrome, address and how it ended")
  func faults() throws {
    let cast = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline.cast
    #expect(cast.faults[1].address == IntermediateAddress(0x4000_0000))
    #expect(cast.faults[1].outcome == .mapped(bytes: 0x20_0000))
    #expect(cast.faults[1].syndrome.isWrite)
    #expect(cast.faults.allSatisfy { $0.endEvent != nil })
    let emulated = cast.faults.filter { $0.address.raw == 0x900_0000 }
    #expect(emulated.count == 4)
    #expect(emulated.allSatisfy { $0.outcome == .emulated })
  }

  @Test("a permission fault on a read-only page invalidates and runs again")
  func retriedFault() throws {
    let cast = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline.cast
    let permission = try #require(
      cast.faults.first { $0.syndrome.raw & 0x3F == 0xE }, "ESR …4e, a permission fault")
    #expect(permission.outcome == .retried)
  }
}
