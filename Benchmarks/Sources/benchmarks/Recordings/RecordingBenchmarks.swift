import CYardstick
import Foundation
import Machine
import Traces

/// What reading a recording and going about in it costs: processor time, memory, seeks.
///
/// Processor time of the process, not time on the clock: a machine that others use too would
/// otherwise be measured with it.
struct RecordingBenchmarks {
  let path: String

  /// Measures one recording and prints what was found.
  func run() throws {
    print("\(path):")
    let memoryBefore = ProcessFacts.anonymousBytes
    var recording: Recording?
    let reading = ProcessFacts.processorNanoseconds { recording = try? Recording.open(path) }
    guard let recording else { throw BenchmarkError(message: "\(path) can't be read") }
    let timeline = recording.timeline
    let events = max(1, timeline.count)
    let memory = ProcessFacts.anonymousBytes - memoryBefore
    print(line("read, interpret, keep states", reading, events))
    print(
      String(
        format: "  %.1f bytes an event beyond the mapped file (%d events)",
        Double(memory) / Double(events), events))
    try compareWithC(reading, events)
    measureSeeks(timeline)
  }

  private func line(_ name: String, _ nanoseconds: Double, _ events: Int) -> String {
    String(
      format: "  %7.1f ns an event, %6.2f M events/s of processor time  %@",
      nanoseconds / Double(events), 1000 * Double(events) / nanoseconds, name)
  }

  private func compareWithC(_ ours: Double, _ events: Int) throws {
    // A trace.dat has no lines to parse.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    var sum: UInt64 = 0
    var records = 0
    var best = Double.infinity
    for _ in 0..<3 {
      let time = ProcessFacts.processorNanoseconds {
        records = bytes.withUnsafeBytes { bytes in
          yardstick_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &sum)
        }
      }
      best = min(best, time)
    }
    guard records > 0 else { return }
    print(line("C: parse the same fields, keep nothing", best, records))
    print(String(format: "  all of it takes %.1f × what C takes to parse", ours / best))
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

/// What the process has used so far.
enum ProcessFacts {
  /// Memory that is no file's, in bytes; 0 where the system does not tell.
  static var anonymousBytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon") }
    let kibibytes = line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    return kibibytes << 10
  }

  /// Processor time that a piece of work takes, in nanoseconds, all threads together.
  static func processorNanoseconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
