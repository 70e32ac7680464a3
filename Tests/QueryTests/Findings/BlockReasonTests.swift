import Foundation
import Machine
import TestSupport
import Testing
import Traces

@testable import Query

@Suite("Why faults are not mapped by blocks")
struct BlockReasonTests {
  /// What each fixture must be checked on, and recordings beside the checkout where there are any.
  static var recordings: [String] {
    let own = ["thp2m", "dirtylog", "memslot"].map { Fixture.path("\($0).trace.txt") }
    let names = [
      "misalign", "anon4k", "hugetlb2m", "memfd", "romem", "notifier", "exec", "swap",
    ]
    let set = Fixture.corpusRecordings("k612-4k-lpa2-vhe") ?? []
    return own + names.flatMap { name in set.filter { $0.hasSuffix("/\(name).trace.txt") } }
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
  }

  @Test(
    "each mapped fault has the reason a plain account of the lines gives", arguments: recordings)
  func naive(path: String) throws {
    let timeline = try Recording.open(path).timeline
    let naive = NaiveFaults(lines: try lines(path))
    let found = BlockReasons(timeline)
    let pages = found.findings.map { finding in
      NaiveFaults.Mapped(
        address: timeline.cast.faults[finding.fault].address.raw, bytes: finding.bytes,
        reason: finding.reason.rawValue)
    }
    let order = { (left: NaiveFaults.Mapped, right: NaiveFaults.Mapped) in
      (left.address, left.bytes, left.reason) < (right.address, right.bytes, right.reason)
    }
    let expected = naive.mapped.filter { $0.reason != "block" }
    #expect(pages.sorted(by: order) == expected.sorted(by: order))
    #expect(found.blockCount == naive.mapped.count - expected.count)
    #expect(!naive.mapped.isEmpty)
  }

  @Test("thp2m maps four blocks and five pages")
  func transparentHugePages() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let found = BlockReasons(timeline)
    #expect(found.blockCount == 4)
    #expect(found.findings.count == 5)
  }

  @Test("while dirty pages are logged every page is because of that")
  func dirtyLogging() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let found = BlockReasons(timeline)
    let logged = found.findings.filter { $0.reason == .dirtyLogging }
    #expect(logged.count > 10)
    #expect(logged.allSatisfy { $0.slot == 1 })
  }

  @Test("in misalign every fault of the offset slots is misaligned and none is a block")
  func misaligned() throws {
    guard
      let path = Fixture.corpusRecordings("k612-4k-lpa2-vhe")?.first(where: {
        $0.hasSuffix("/misalign.trace.txt")
      })
    else { return }
    let timeline = try Recording.open(path).timeline
    let found = BlockReasons(timeline)
    #expect(found.blockCount == 0)
    #expect(found.findings.count > 5)
    #expect(found.findings.filter { $0.slot != 0 }.allSatisfy { $0.reason == .misaligned })
  }

  @Test("the counts of the reasons are those of the faults, the most frequent first")
  func counts() throws {
    let timeline = try Recording.open(Fixture.path("dirtylog.trace.txt")).timeline
    let found = BlockReasons(timeline)
    #expect(found.counts.reduce(0) { $0 + $1.faults.count } == found.findings.count)
    #expect(found.counts.map(\.faults.count) == found.counts.map(\.faults.count).sorted(by: >))
    #expect(found.counts.count > 1)
  }

  @Test("counting agrees with the reasons a fault has at its end", arguments: recordings)
  func agreesWithReasoning(path: String) throws {
    let timeline = try Recording.open(path).timeline
    var cursor = TimelineCursor(timeline)
    for finding in BlockReasons(timeline).findings.prefix(200) {
      guard let end = timeline.cast.faults[finding.fault].endEvent else { continue }
      cursor.seek(to: end, in: timeline)
      let reasoning = MappingReasoning(
        fault: finding.fault, at: end, cursor.state, timeline.cast)
      #expect(reasoning.reasons.contains(.requested(bytes: finding.bytes)))
      #expect(reasoning.reasons.lazy.compactMap { PageReason($0) }.first == finding.reason)
    }
  }
}
