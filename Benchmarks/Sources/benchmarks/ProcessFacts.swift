import Foundation

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
  static func processorNanoseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID)
    try body()
    return nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID) - start
  }

  /// Processor time of children that have ended, in nanoseconds.
  static var childrenNanoseconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func nanoseconds(_ time: timeval) -> Double {
      Double(time.tv_sec) * 1e9 + Double(time.tv_usec) * 1e3
    }
    return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime)
  }

  /// Time on the clock, in nanoseconds.
  static var clockNanoseconds: Double { nanoseconds(of: CLOCK_MONOTONIC) }

  private static func nanoseconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
