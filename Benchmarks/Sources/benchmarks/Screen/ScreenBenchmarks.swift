import Foundation

/// What a key costs on a terminal of 160×50, and how soon the first screen stands there: the built
/// program under a terminal of its own.
struct ScreenBenchmarks {
  let program: String
  let path: String
  private static let keys = 400

  /// Measures and prints what was found.
  func run() throws {
    let started = ProcessFacts.clockNanoseconds
    let session = try TerminalSession(program: program, arguments: ["replay", path])
    defer { session.end() }
    let first = session.waitForScreen(holding: "Events")
    print("\(path):")
    print(
      first
        ? String(
          format: "  first screen %.0f ms after start",
          (ProcessFacts.clockNanoseconds - started) / 1e6)
        : "  no first screen came")
    session.settle()
    var bytes: [Int] = []
    var times: [Double] = []
    for _ in 0..<Self.keys {
      let before = session.processorNanoseconds
      session.press("l")
      bytes.append(session.settle())
      times.append(session.processorNanoseconds - before)
    }
    bytes.sort()
    times.sort()
    print(
      String(
        format:
          "  a step forwards, %d times: median %d bytes (most %d), %.2f ms of processor time (most %.2f)",
        Self.keys, bytes[Self.keys / 2], bytes[Self.keys - 1], times[Self.keys / 2] / 1e6,
        times[Self.keys - 1] / 1e6))
  }
}
