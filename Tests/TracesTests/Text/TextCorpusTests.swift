import Files
import Foundation
import TestSupport
import Testing

@testable import Traces

@Suite("Text beside the checkout")
struct TextCorpusTests {
  static let sets = ["k612-4k-lpa2-vhe", "k612-4k-nvhe-a72-ageing", "quirks-k612"]

  static func paths(_ sets: [String]) -> [String] {
    sets.compactMap { Fixture.corpusRecordings($0) }.flatMap { $0 }
  }

  /// Recordings that trace-cmd report printed too.
  static var reported: [String] {
    paths(["k612-4k-lpa2-vhe", "quirks-k612"]).filter { report(of: $0) != nil }
  }

  static func report(of path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent.replacingOccurrences(of: ".trace.txt", with: ".report.txt")
    let base = url.deletingLastPathComponent().path + "/report/" + name
    let plain = base.hasSuffix(".zst") ? String(base.dropLast(4)) : base
    return [plain, plain + ".zst"].first { FileManager.default.fileExists(atPath: $0) }
  }

  @Test("no line of any recording is left unread", arguments: paths(sets))
  func everyLine(path: String) throws {
    let (records, tally) = try CollectedRecords.reading(path: path)
    #expect(tally.unparsed.count == 0, "\(tally.unparsed.first.first?.text ?? "")")
    #expect(records.count > 0)
  }

  @Test("the records are as many as the kernel says", arguments: paths(sets))
  func headerCount(path: String) throws {
    let file = try FileBytes.open(path)
    guard let kept = TextHeader(file.bytes).entries?.kept else {
      return
    }
    let (records, tally) = try CollectedRecords.reading(path: path)
    #expect(records.count == kept)
    #expect(!tally.notes.contains { $0.contains("look like events") })
  }

  @Test("trace-cmd report's records are the kernel's, one by one", arguments: reported)
  func reports(path: String) throws {
    let report = try #require(Self.report(of: path))
    let (kernel, _) = try CollectedRecords.reading(path: path)
    let (printed, tally) = try CollectedRecords.reading(path: report)
    #expect(tally.unparsed.count == 0, "\(tally.unparsed.first.first?.text ?? "")")
    #expect(kernel.count == printed.count)
    var differences: [String] = []
    for (left, right) in zip(kernel, printed)
    where !agree(left, right, isCounted: path.contains("uptime")) {
      differences.append("\(left) | \(right)")
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.first ?? "")")
  }

  private func agree(
    _ left: CollectedRecord, _ right: CollectedRecord, isCounted: Bool
  ) -> Bool {
    // trace-cmd takes a clock's ticks for nanoseconds and rounds them.
    guard abs(left.time - right.time) <= (isCounted ? 500 : 0),
      left.identifier == right.identifier, left.cpu == right.cpu,
      left.kind == right.kind, left.meaning == right.meaning
    else { return false }
    // Pointers are hashed in the kernel's text and plain in trace-cmd's; trace-cmd reads flags and
    // fields of other architectures where it must.
    let hashed: Set<RecordFields.Name> = [.mm, .lock]
    let hasPointers = left.kind.hasPrefix("mmap_lock") || left.kind.hasPrefix("contention")
    for name in RecordFields.Name.allCases where !(hasPointers && hashed.contains(name)) {
      if left.fields[name] != right.fields[name] { return false }
    }
    return true
  }

  @Test(
    "a plain second reading agrees",
    arguments: paths(["k612-4k-lpa2-vhe", "quirks-k612"]).filter { path in
      ["anon4k.", "contend.", "var_tgid", "var_noirq", "uptime", "thp2m."].contains {
        path.contains($0)
      } && !path.contains("nohash")
    })
  func oracle(path: String) throws {
    let file = try FileBytes.open(path)
    let naive = NaiveTextReader.records(String(decoding: file.bytes, as: UTF8.self))
    let (records, _) = try CollectedRecords.reading(path: path)
    #expect(naive.count == records.count)
    var differences: [String] = []
    for (plain, record) in zip(naive, records) where !isSame(plain, record) {
      differences.append("\(plain) | \(record)")
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.first ?? "")")
  }

  private func isSame(_ plain: NaiveTextReader.Record, _ record: CollectedRecord) -> Bool {
    guard plain.command == record.command, plain.identifier == record.identifier,
      plain.cpu == record.cpu, plain.nanoseconds == record.time, plain.event == record.kind
    else { return false }
    let decimal: Set<RecordFields.Name> = [
      .level, .mkold, .ret, .slot, .visit, .flags, .write, .success,
    ]
    for (name, value) in record.fields where !decimal.contains(name) {
      guard let expected = plain.numbers["\(name)"] else {
        if name == .lock || name == .ipa { continue }
        return false
      }
      if expected != value { return false }
    }
    return true
  }

  @Test(
    "a mapping's calls come out of a function graph",
    arguments: paths(sets).filter { $0.contains("function_graph") })
  func graphs(path: String) throws {
    let (records, _) = try CollectedRecords.reading(path: path)
    let calls = records.filter { $0.meaning == .call(.mapStage2) }.count
    let returns = records.filter { $0.meaning == .returned(.mapStage2) }.count
    #expect(calls > 0)
    #expect(abs(calls - returns) <= 1)
    #expect(
      try Recording.open(path).timeline.cast.calls.contains {
        $0.function == "kvm_pgtable_stage2_map"
      })
  }
}
