import Files
import Foundation
import TestSupport
import Testing

@testable import Traces

/// The fixtures `thp2m.trace.dat` and `teardown_kill.trace.dat` were made of recordings of the same
/// names with Scripts/small-trace-dat.py, which keeps the pages and, of formats and symbols, those
/// that occur; `teardown_kill.v6.trace.dat` of that one with
/// `trace-cmd convert --file-version 6 --compression none`. `*.report.txt` is what
/// `trace-cmd report -t -N` of trace-cmd 3.1.6 prints of them.
@Suite("trace.dat files against trace-cmd report")
struct TraceDatReportTests {
  /// The same as the report, event by event: who, where, when, what; and the text.
  private func expectSame(
    _ reading: TraceDatReading, _ report: ReportLines, digits: Int, _ comment: Comment,
    isPlain: Bool = true
  ) {
    let events = reading.named
    #expect(events.count == report.events.count, comment)
    var differences: [String] = []
    for ((name, event), line) in zip(events, report.events) {
      let command = reading.sink.commands[event.thread] ?? ""
      let isSame =
        event.thread == line.thread && event.cpu == line.cpu && name == line.name
        && TraceDatReportTests.seconds(event.time, digits: digits) == line.time
        // What trace-cmd can't read of hostile thread names it calls “<...>”.
        && (command.hasPrefix(line.command.prefix(1)) || line.command == "<...>")
      let text = TraceDatReportTests.comparable(event.text)
      let isSameText = !isPlain || text == TraceDatReportTests.comparable(line.text)
      if !isSame || !isSameText { differences.append("\(name) \(event) ≠ \(line)") }
    }
    #expect(differences.isEmpty, "\(differences.count) of \(comment): \(differences.first ?? "")")
  }

  /// Text without a kprobe's place, which trace-cmd prints as an address, and without blanks around.
  private static func comparable(_ text: String) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    guard text.hasPrefix("("), let close = text.firstIndex(of: ")") else { return text }
    return text[close...]
  }

  /// Seconds with so many digits behind the point, rounded as trace-cmd does.
  private static func seconds(_ nanoseconds: Int64, digits: Int) -> String {
    let unit: Int64 = digits == 9 ? 1 : 1000
    let rounded = (nanoseconds + unit / 2) / unit
    let whole = 1_000_000_000 / unit
    let part = String(rounded % whole)
    return "\(rounded / whole)." + String(repeating: "0", count: digits - part.count) + part
  }

  @Test(
    "every event, its time to the nanosecond and its text are those of the report",
    arguments: [
      ("thp2m.trace.dat", "thp2m"), ("teardown_kill.trace.dat", "teardown_kill"),
      ("teardown_kill.v6.trace.dat", "teardown_kill"),
    ])
  func fixtures(name: String, report: String) throws {
    let reading = try #require(try TraceDatReading(try Fixture.bytes(name)))
    let lines = ReportLines(
      String(decoding: try Fixture.bytes(report + ".report.txt"), as: UTF8.self))
    #expect(lines.events.count > 100)
    expectSame(reading, lines, digits: 9, "\(name)")
    #expect(reading.reader.tally.unparsed.count == 0 && !reading.isCutOff)
  }

  @Test(
    "a recording's timeline is that of its text", arguments: ["thp2m", "teardown_kill"])
  func sameTimeline(name: String) throws {
    let binary = try Recording.open(Fixture.path(name + ".trace.dat"))
    let text = try Recording.open(Fixture.path(name + ".trace.txt"))
    #expect(binary.timeline.count == text.timeline.count)
    #expect(binary.unparsed.count == 0)
    let ends = [binary, text].map { $0.timeline.mappedLeaves().end.values.reduce(0, +) }
    #expect(ends[0] == ends[1])
    #expect(binary.timeline.cast.faults.count == text.timeline.cast.faults.count)
    #expect(binary.timeline.cast.tables.count == text.timeline.cast.tables.count)
    #expect(binary.timeline.cast.calls.count == text.timeline.cast.calls.count)
    #expect(binary.verifiedEntries == text.verifiedEntries)
  }

  // MARK: - Recordings beside the checkout

  static let recordings = Fixture.corpusFiles(ending: ".trace.dat.zst")
  static let hasTraceCommand = FileManager.default.isExecutableFile(atPath: "/usr/bin/trace-cmd")

  @Test("the corpus's recordings are as their reports say", arguments: recordings)
  func corpusReports(path: String) throws {
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent.replacing(".trace.dat.zst", with: ".report.txt")
    let folder = url.deletingLastPathComponent().appendingPathComponent("report").path
    guard
      let file = (try? FileBytes.open("\(folder)/\(name)"))
        ?? (try? FileBytes.open("\(folder)/\(name).zst"))
    else { return }
    let report = withExtendedLifetime(file) { String(decoding: file.bytes, as: UTF8.self) }
    let reading = try #require(try TraceDatReading(try FileBytes.open(path)))
    // Those reports were made with plugins, which print some events in their own way.
    expectSame(reading, ReportLines(report), digits: 6, "\(name)", isPlain: false)
  }

  @Test(
    "trace-cmd itself reports the same of the corpus", .enabled(if: hasTraceCommand),
    arguments: recordings)
  func liveReports(path: String) throws {
    let file = try FileBytes.open(path)
    let unpacked = NSTemporaryDirectory() + "report-\(UUID().uuidString).dat"
    defer { try? FileManager.default.removeItem(atPath: unpacked) }
    try withExtendedLifetime(file) {
      try Data(file.bytes).write(to: URL(fileURLWithPath: unpacked))
    }
    let report = try Fixture.traceCommandReport(unpacked)
    let reading = try #require(try TraceDatReading(file))
    // trace-cmd reads an error as an unsigned number and prints another reason; the kernel does not.
    let hasErrors = reading.named.contains {
      $0.name == "kvm_userspace_exit" && $0.event.text.hasPrefix("reason error")
    }
    expectSame(reading, ReportLines(report), digits: 9, "\(path)", isPlain: !hasErrors)
  }

  @Test("the corpus's recordings make the timelines of their text", arguments: recordings)
  func corpusTexts(path: String) throws {
    let plain = path.replacing(".trace.dat.zst", with: ".trace.txt")
    let text = try (try? Recording.open(plain)) ?? Recording.open(plain + ".zst")
    let binary = try Recording.open(path)
    #expect(binary.timeline.count == text.timeline.count)
    #expect(binary.unparsed.count == 0 && binary.lost == text.lost)
    var counts: [String: Int] = [:]
    for (kind, count) in zip(text.timeline.cast.eventKinds, text.kindCounts) {
      counts[kind == "tracing_mark_write" ? "print" : kind, default: 0] += count
    }
    for (kind, count) in zip(binary.timeline.cast.eventKinds, binary.kindCounts) {
      #expect(counts[kind] == count, "\(kind)")
    }
    #expect(binary.timeline.cast.faults.count == text.timeline.cast.faults.count)
    #expect(binary.timeline.cast.calls.count == text.timeline.cast.calls.count)
    #expect(binary.verifiedEntries == text.verifiedEntries)
    #expect(
      binary.timeline.mappedLeaves().end.values.reduce(0, +)
        == text.timeline.mappedLeaves().end.values.reduce(0, +))
  }
}
