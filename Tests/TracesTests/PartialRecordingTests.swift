import Foundation
import Machine
import TestSupport
import Testing
import Traces
import VMSA

@Suite("Recordings with few probes")
struct PartialRecordingTests {
  /// A recording as the shortest recipe makes it: map calls and tracepoints only.
  private func mapCallsOnly(_ name: String) throws -> Recording {
    let lines = try Fixture.lines(name).filter { line in
      !line.contains(": k_") || line.contains("k_s2map")
    }
    return try Recording.read(Array(lines.joined(separator: "\n").utf8), name: name)
  }

  @Test("say that unmapping is not recorded")
  func notRecorded() throws {
    #expect(try mapCallsOnly("thp2m.trace.txt").notRecorded.count == 1)
    #expect(try Recording.open(Fixture.path("thp2m.trace.txt")).notRecorded.isEmpty)
  }

  @Test("a translation fault shows that what it meets was unmapped")
  func faultMeetsLeaf() throws {
    let timeline = try mapCallsOnly("thp2m.trace.txt").timeline
    let dropped = (0..<timeline.count).flatMap { timeline.log.changes(ofEventAt: $0) }.filter {
      $0.provenance == .inferred(.invalidByFault)
    }
    #expect(dropped.count > 0)
    for fault in timeline.cast.faults {
      guard case .translation = fault.syndrome.faultStatus, let machine = fault.machine,
        let root = timeline.cast.machines[machine].root
      else { continue }
      let walk = timeline.state(at: fault.event)
        .walk(root: root, to: fault.address.raw, cast: timeline.cast)
      if case .mapped = walk.result { Issue.record("\(fault.address) is shown as mapped") }
    }
  }

  @Test("without a leaf read, a 52-bit kernel address means LPA2: bits 9:8 are no shareability")
  func wideByTableAddress() throws {
    let timeline = try mapCallsOnly("thp2m.trace.txt").timeline
    #expect(timeline.cast.roots.first?.format.isWide == true)
    let made = (0..<timeline.count).flatMap { timeline.log.changes(ofEventAt: $0) }
      .filter { $0.provenance == .inferred(.madeByMapCall) }.map(\.new)
    #expect(made.contains(0x4500_0459), "as the full recording reads it")
  }
}
