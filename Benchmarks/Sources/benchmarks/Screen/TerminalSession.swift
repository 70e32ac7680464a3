import CYardstick
import Foundation

/// The program running in a terminal of 160×50 that we are at the other end of.
final class TerminalSession {
  private let master: Int32
  private let process: Process

  /// Starts a program.
  init(program: String, arguments: [String]) throws {
    var slave: Int32 = -1
    master = terminal_open(50, 160, &slave)
    guard master >= 0 else { throw BenchmarkError(message: "no terminal can be had") }
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
    (process.standardInput, process.standardOutput) = (handle, handle)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Presses a key.
  func press(_ key: Character) {
    _ = Array(String(key).utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Reads until nothing has come for a while.
  ///
  /// - Returns: how many bytes came.
  @discardableResult
  func settle() -> Int {
    var total = 0
    while let more = read(milliseconds: 30) { total += more.count }
    return total
  }

  /// Reads until a text has come; false when it doesn't within ten seconds.
  func waitForScreen(holding text: String) -> Bool {
    let end = ProcessFacts.clockNanoseconds + 10e9
    var screen: [UInt8] = []
    while ProcessFacts.clockNanoseconds < end {
      screen += read(milliseconds: 20) ?? []
      if String(decoding: screen, as: UTF8.self).contains(text) { return true }
    }
    return false
  }

  private func read(milliseconds: Int32) -> [UInt8]? {
    var wanted = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// What the program has used, all threads, in nanoseconds; from /proc.
  var processorNanoseconds: Double {
    let tasks = "/proc/\(process.processIdentifier)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return threads.reduce(0) { sum, thread in
      let text =
        (try? String(contentsOfFile: "\(tasks)/\(thread)/schedstat", encoding: .utf8)) ?? ""
      return sum + (text.split(separator: " ").first.flatMap { Double($0) } ?? 0)
    }
  }

  /// Leaves the program.
  func end() {
    press("q")
    settle()
    process.terminate()
    process.waitUntilExit()
    close(master)
  }
}
