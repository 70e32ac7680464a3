import Foundation
import Screen

/// Both ends of a pseudo-terminal. The program's end stays open here as well, so that its modes
/// can be read before and after and nothing is lost when the program ends.
final class PseudoTerminal: Sendable {
  /// The end a person's terminal would hold.
  let controller: Int32
  private let programEnd: Int32
  private let name: String

  init(size: Size) throws(TerminalDriverError) {
    var controller: Int32 = -1
    var programEnd: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&controller, &programEnd, nil, nil, nil) == 0,
      ttyname_r(programEnd, &name, name.count) == 0
    else { throw TerminalDriverError("No pseudo-terminal could be opened (errno \(errno)).") }
    self.controller = controller
    self.programEnd = programEnd
    self.name = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for end in [controller, programEnd] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
    resize(to: size)
  }

  deinit {
    close(controller)
    close(programEnd)
  }

  func resize(to size: Size) {
    var window = winsize()
    window.ws_col = UInt16(clamping: size.columns)
    window.ws_row = UInt16(clamping: size.rows)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
  }

  /// The terminal's modes, all of them, for comparison.
  var modes: [UInt32] {
    var modes = termios()
    guard tcgetattr(programEnd, &modes) == 0 else { return [] }
    let characters = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
    return [
      UInt32(truncatingIfNeeded: modes.c_iflag), UInt32(truncatingIfNeeded: modes.c_oflag),
      UInt32(truncatingIfNeeded: modes.c_cflag), UInt32(truncatingIfNeeded: modes.c_lflag),
    ] + characters
  }

  /// What the program has written since; empty if nothing.
  func read() -> [UInt8] {
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 16_384)
    while true {
      let length = Foundation.read(controller, &block, block.count)
      guard length > 0 else { return all }
      all += block[..<length]
    }
  }

  /// Waits until the program has written something; at most so long.
  func waitUntilReadable(milliseconds: Int32) {
    var source = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    poll(&source, 1, milliseconds)
  }

  /// Types `bytes`.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(controller, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
        continue
      }
      guard errno == EAGAIN || errno == EINTR else { return }
      var sink = pollfd(fd: controller, events: Int16(POLLOUT), revents: 0)
      guard poll(&sink, 1, 5_000) > 0 else { return }
    }
  }

  /// Starts a program in a session of its own, with this terminal as its controlling terminal.
  ///
  /// posix_spawn makes the session first (POSIX_SPAWN_SETSID) and opens files afterwards; the
  /// first terminal that a session's leader opens becomes the controlling one.
  func spawn(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws(TerminalDriverError) -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_adddup2(&files, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The test's own signal settings are no concern of the program's.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which needs _GNU_SOURCE to be seen
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = ([program] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in words + variables { free(pointer) } }
    var pid: pid_t = 0
    let result = posix_spawn(&pid, program, &files, &attributes, words + [nil], variables + [nil])
    guard result == 0 else {
      throw TerminalDriverError("“\(program)” could not be started (errno \(result)).")
    }
    return pid
  }
}
