import CYardstick
import Foundation
import Machine
import Traces

/// Measures against C in the same run; times on a shared machine say little, ratios say something.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "instructions": try InstructionLoops.run(rest)
    case "recordings": for path in rest { try RecordingBenchmarks(path: path).run() }
    case "screen":
      for path in rest.dropFirst() { try ScreenBenchmarks(program: rest[0], path: path).run() }
    case "damage": try damage(rest)
    case "tables": try measureTables()
    default:
      try measureTables()
      try measureReading(of: arguments.first ?? "../Tests/Fixtures/contend-start.trace.txt")
    }
  }

  private static func measureTables() throws {
    var tables = try TableBenchmarks()
    try tables.run()
  }

  private static func measureReading(of path: String) throws {
    let text = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let repetitions = max(1, (32 << 20) / max(text.count, 1))
    let large = [UInt8](Array(repeatElement(text, count: repetitions)).joined())
    print("\(path), \(repetitions) times: \(large.count >> 20) MiB")
    try measureReading(large)
    try measureSeeking(text)
  }

  /// Reads recordings cut off and with bits flipped; fails where something goes missing untold.
  ///
  /// `--every N` takes each Nth of a file's damages, for a quick look; an odd N reaches every bit.
  private static func damage(_ arguments: [String]) throws {
    var (paths, step) = (arguments, 1)
    if arguments.first == "--every", arguments.count > 1, let number = Int(arguments[1]) {
      (paths, step) = (Array(arguments.dropFirst(2)), max(1, number))
    }
    DamageWatch.start()
    var isGood = true
    for path in paths {
      var run = DamageRun(path: path, step: step)
      isGood = try run.run() && isGood
    }
    if !isGood { exit(1) }
  }

  private static func measureReading(_ text: [UInt8]) throws {
    var records = 0
    let yardstick = best(of: 5) {
      var sum: UInt64 = 0
      records = text.withUnsafeBytes { bytes in
        yardstick_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &sum)
      }
    }
    report("C: parse every line's anchor", yardstick, operations: records, against: yardstick)
    var events = 0
    let reading = try best(of: 3) {
      events = try Recording.read(text, name: "benchmark").timeline.count
    }
    report(
      "survey, interpret and play a recording", reading, operations: events, against: yardstick)
  }

  private static func measureSeeking(_ text: [UInt8]) throws {
    let timeline = try Recording.read(text, name: "benchmark").timeline
    var cursor = TimelineCursor(timeline)
    cursor.seek(to: timeline.count - 1, in: timeline)
    let back = best(of: 5) {
      cursor.seek(to: timeline.count - 1, in: timeline)
      while cursor.index > 0 { cursor.seek(to: cursor.index - 1, in: timeline) }
    }
    report("step back through it all", back, operations: timeline.count, against: nil)
  }

  private static func best(of runs: Int, _ body: () throws -> Void) rethrows -> Duration {
    var best = Duration.seconds(1_000_000)
    for _ in 0..<runs { best = min(best, try ContinuousClock().measure(body)) }
    return best
  }

  private static func report(
    _ name: String, _ time: Duration, operations: Int, against yardstick: Duration?
  ) {
    let nanoseconds = time / .nanoseconds(1) / Double(max(operations, 1))
    let ratio = yardstick.map { String(format: ", %.1f × C", time / $0) } ?? ""
    print(String(format: "%8.1f ns an event%@  %@", nanoseconds, ratio, name))
  }
}
