import Foundation
import Machine
import TestSupport
import Testing
import Traces

@Suite("Counts of events that came with the recordings beside the checkout")
struct EventCountTests {
  /// How often each name stands in a set's recordings, as its file of counts has them; the name of
  /// a function tracer's call is its function's.
  private static func expected(_ set: String) throws -> [String: Int]? {
    guard let path = Fixture.corpusFiles("traces/" + set, suffix: "EVENT_COUNTS")?.first else {
      return nil
    }
    var counts: [String: Int] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let count = Int(words[0]) else { continue }
      let name = words[1].hasSuffix(":") ? words[1].dropLast() : words[1]
      counts[String(name), default: 0] += count
    }
    return counts
  }

  /// The same of what we read.
  private static func counted(_ paths: [String]) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for path in paths {
      let recording = try Recording.open(path)
      let timeline = recording.timeline
      for (kind, name) in timeline.cast.eventKinds.enumerated() {
        guard name == "function" else {
          counts[name == "<stack trace>" ? "<stack" : name, default: 0] +=
            recording.kindCounts[kind]
          continue
        }
        for event in 0..<timeline.count where timeline.log.kind(ofEventAt: event) == kind {
          let text = timeline.text.text(ofEventAt: event, in: timeline.log)
          counts[String(text.prefix { $0 != " " }), default: 0] += 1
        }
      }
    }
    return counts
  }

  @Test("the sums over a set that is whole are equal, name by name")
  func whole() throws {
    let set = "k612-4k-lpa2-vhe"
    guard let expected = try Self.expected(set), let paths = Fixture.corpusRecordings(set) else {
      return print("no shared/corpus beside the checkout: no counts to compare with")
    }
    // The counts are of lines with a time in seconds and a name behind it, which these don't have.
    let counted = try Self.counted(
      paths.filter { path in
        !["var_raw", "var_hex", "var_latency", "function_graph"].contains { path.contains($0) }
      })
    for name in Set(expected.keys).union(counted.keys).sorted() {
      #expect(counted[name, default: 0] == expected[name, default: 0], "\(name)")
    }
  }

  @Test(
    "of a set that is a part, no name is more frequent than in the whole",
    arguments: ["k612-4k-nvhe-a72-ageing", "big-k612"])
  func part(set: String) throws {
    guard let expected = try Self.expected(set), let paths = Fixture.corpusRecordings(set) else {
      return print("no shared/corpus beside the checkout: no counts to compare with")
    }
    let counted = try Self.counted(paths)
    #expect(counted.values.reduce(0, +) > 1000)
    for (name, count) in counted { #expect(count <= expected[name, default: 0], "\(name)") }
  }
}
