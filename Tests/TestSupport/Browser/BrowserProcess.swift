import Foundation

/// A program that is spoken to over two pipes besides its standard ones: it reads descriptor 3 and
/// writes descriptor 4.
final class BrowserProcess {
  private let pid: pid_t
  private let toProgram: Int32
  private let fromProgram: Int32
  /// What has been read and is no whole message yet.
  private var received: [UInt8] = []

  /// Starts a program; what it says on its standard output and errors is thrown away.
  init(_ path: String, _ arguments: [String]) throws {
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else {
      throw BrowserError("no pipe could be made (errno \(errno))")
    }
    // Above 4, so that no end is in the way of another when they get their numbers.
    let ends = [input[0], input[1], output[0], output[1]].map { end in
      let moved = fcntl(end, F_DUPFD_CLOEXEC, 10)
      close(end)
      return moved
    }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&files, ends[0], 3)
    posix_spawn_file_actions_adddup2(&files, ends[3], 4)
    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let result = posix_spawn(&pid, path, &files, nil, words + [nil], environ)
    close(ends[0])
    close(ends[3])
    (toProgram, fromProgram, self.pid) = (ends[1], ends[2], pid)
    guard result == 0 else { throw BrowserError("\(path) could not be started (errno \(result))") }
  }

  /// Closes the pipes, upon which the browser ends, and takes note of its end.
  deinit {
    close(toProgram)
    close(fromProgram)
    guard pid > 0 else { return }
    kill(pid, SIGTERM)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  /// Sends a message, with a zero byte behind it.
  func send(_ message: Data) throws {
    var rest = [UInt8](message) + [0]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(toProgram, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BrowserError("the browser takes no message (errno \(errno))") }
      rest.removeFirst(count)
    }
  }

  /// The next message.
  ///
  /// - Throws: ``BrowserError`` where none comes for a minute, or the browser has ended.
  func receive() throws -> Data {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstIndex(of: 0) {
        defer { received.removeFirst(end + 1) }
        return Data(received[..<end])
      }
      var source = pollfd(fd: fromProgram, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, 60_000) > 0 else { throw BrowserError("the browser says nothing") }
      let count = read(fromProgram, &block, block.count)
      guard count > 0 else { throw BrowserError("the browser has ended") }
      received += block[..<count]
    }
  }
}

/// What went wrong with a browser.
public struct BrowserError: Error, CustomStringConvertible, Sendable {
  /// The sentence.
  public var description: String

  init(_ description: String) { self.description = description }
}
