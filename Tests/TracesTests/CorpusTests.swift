import TestSupport
import Testing
import Traces

@Suite("Recordings beside the checkout")
struct CorpusTests {
  /// In forms that print no fields of events, or not those of calls.
  static let otherFormats = ["var_raw", "var_hex", "function_"]

  static var recordings: [String] {
    let sets = ["k612-4k-lpa2-vhe", "k612-4k-nvhe-a72-ageing"]
    let found = sets.compactMap { Fixture.corpusRecordings($0) }.flatMap { $0 }
    if found.isEmpty { print("no shared/corpus beside the checkout: its recordings are not read") }
    return found.filter { path in !otherFormats.contains { path.contains("/" + $0) } }
  }

  @Test("every line is understood, and every entry read is as inferred", arguments: recordings)
  func wholeCorpus(path: String) throws {
    let recording = try Recording.open(path)
    #expect(recording.unparsed.count == 0)
    if recording.lost == 0 { #expect(recording.correctedEntries == 0) }
    #expect(recording.timeline.count > 100)
    let leaves = recording.timeline.mappedLeaves()
    let ends = recording.timeline.cast.eventKinds.contains("k_free_pgd")
    if ends && recording.lost == 0 { #expect(leaves.end.values.allSatisfy { $0 == 0 }) }
  }
}
