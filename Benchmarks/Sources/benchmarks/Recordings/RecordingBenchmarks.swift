import CYardstick
import Foundation
import Machine
import Traces

/// What reading a recording and going about in it costs: processor time, memory, seeks.
///
/// Processor time of the process, not time on the clock: a machine that others use too would
/// otherwise be measured with it. The time on the clock, which two cores shorten, stands beside it.
struct RecordingBenchmarks {
  let path: String
  /// Best of so many.
  private static let runs = 3

  /// Measures one recording and prints what was found.
  func run() throws {
    print("\(path):")
    let (recording, memory) = try readWhole()
    let timeline = recording.timeline
    let events = max(1, timeline.count)
    let whole = try best(events, "read, interpret, keep states") {
      _ = try Recording.open(path)
    }
    let eventsOnly = try best(events, "read into the event log, tell nothing") {
      _ = try Recording.open(path, options: ReadingOptions(infersFacts: false))
    }
    print(
      String(
        format: "  %.1f bytes an event beyond the mapped file (%d events)",
        Double(memory) / Double(events), events))
    try compareWithC(whole: whole, eventsOnly: eventsOnly)
    try compareWithTraceCommand(whole: whole, eventsOnly: eventsOnly, events: events)
    measureSeeks(timeline)
  }

  /// Reads it once, with the memory that takes.
  private func readWhole() throws -> (recording: Recording, bytes: Int) {
    let before = ProcessFacts.anonymousBytes
    let recording = try Recording.open(path)
    return (recording, ProcessFacts.anonymousBytes - before)
  }

  /// The least processor time of some runs, in nanoseconds; prints it.
  private func best(_ events: Int, _ name: String, _ body: () throws -> Void) rethrows -> Double {
    var processor = Double.infinity
    var clock = Double.infinity
    for _ in 0..<Self.runs {
      let start = ProcessFacts.clockNanoseconds
      processor = min(processor, try ProcessFacts.processorNanoseconds(body))
      clock = min(clock, ProcessFacts.clockNanoseconds - start)
    }
    print(line(name, processor, events))
    print(
      String(
        format: "  %26.2f M events/s on the clock, with %d cores", 1000 * Double(events) / clock,
        ProcessInfo.processInfo.activeProcessorCount))
    return processor
  }

  private func line(_ name: String, _ nanoseconds: Double, _ events: Int) -> String {
    String(
      format: "  %7.1f ns an event, %6.2f M events/s of processor time  %@",
      nanoseconds / Double(events), 1000 * Double(events) / nanoseconds, name)
  }

  private func compareWithC(whole: Double, eventsOnly: Double) throws {
    guard !path.hasSuffix(".dat") else { return }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    var sum: UInt64 = 0
    var records = 0
    var best = Double.infinity
    for _ in 0..<Self.runs {
      let time = ProcessFacts.processorNanoseconds {
        records = bytes.withUnsafeBytes { bytes in
          yardstick_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &sum)
        }
      }
      best = min(best, time)
    }
    guard records > 0 else { return }
    print(line("C: parse the same fields, keep nothing", best, records))
    print(
      String(
        format: "  the event log has %.2f × C's events/s, all of it %.2f ×", best / eventsOnly,
        best / whole))
  }

  /// `trace-cmd report` of the same file, where it is a trace.dat and trace-cmd is there.
  private func compareWithTraceCommand(whole: Double, eventsOnly: Double, events: Int) throws {
    guard path.hasSuffix(".dat") else { return }
    let before = ProcessFacts.childrenNanoseconds
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["trace-cmd", "report", "-i", path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      print("  trace-cmd report can't be run here")
      return
    }
    let theirs = ProcessFacts.childrenNanoseconds - before
    print(line("trace-cmd report", theirs, events))
    print(
      String(
        format: "  the event log has %.1f × trace-cmd report's events/s, all of it %.1f ×",
        theirs / eventsOnly, theirs / whole))
  }

  private func measureSeeks(_ timeline: Timeline) {
    guard timeline.count > 1 else { return }
    var random = SystemRandomNumberGenerator()
    var cursor = TimelineCursor(timeline)
    var times: [Double] = []
    for _ in 0..<200 {
      let target = Int.random(in: 0..<timeline.count, using: &random)
      times.append(ProcessFacts.processorNanoseconds { cursor.seek(to: target, in: timeline) })
    }
    times.sort()
    print(
      String(
        format: "  seek to a random event: median %.3f ms, worst %.3f ms", times[100] / 1e6,
        times[199] / 1e6))
  }
}
