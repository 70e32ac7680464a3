import Foundation

/// Says which damage was being read when the program was stopped by a trap, or worked too long on it.
///
/// A signal's handler may only write bytes that are ready: they are made ready before each reading.
enum DamageWatch {
  /// The most processor time that one reading may take, in seconds.
  private static let mostSeconds = 30
  /// The most memory that the process may take, in bytes.
  private static let mostMemory: UInt = 6 << 30

  private static let capacity = 1 << 10
  nonisolated(unsafe) private static let message = UnsafeMutablePointer<UInt8>.allocate(
    capacity: capacity)
  nonisolated(unsafe) private static var count = 0

  /// Starts to watch.
  static func start() {
    var limit = rlimit(rlim_cur: rlim_t(mostMemory), rlim_max: rlim_t(mostMemory))
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGPROF] {
      signal(number) { number in
        _ = write(STDERR_FILENO, DamageWatch.message, DamageWatch.count)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Notes what is read now.
  static func begin(_ file: String, _ damage: Damage) {
    let text = "\nstopped while reading \(file), \(damage)\n"
    count = 0
    for byte in text.utf8.prefix(capacity) {
      message[count] = byte
      count += 1
    }
    limit(seconds: mostSeconds)
  }

  /// Nothing is read any more.
  static func end() { limit(seconds: 0) }

  /// Time on the clock would count what other programs take.
  private static func limit(seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
