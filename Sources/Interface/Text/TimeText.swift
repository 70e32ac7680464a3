/// Times and durations as the screen writes them.
enum TimeText {
  /// “209.114 208 s”: seconds with microseconds in groups of three; nanoseconds are cut off.
  static func instant(_ nanoseconds: Int64) -> String { "\(clock(nanoseconds)) s" }

  /// “209.114 208”, for columns.
  static func clock(_ nanoseconds: Int64) -> String {
    let microseconds = nanoseconds.magnitude / 1000
    let fraction = microseconds % 1_000_000
    let sign = nanoseconds < 0 ? "−" : ""
    return
      "\(sign)\(microseconds / 1_000_000).\(padded(fraction / 1000)) \(padded(fraction % 1000))"
  }

  /// “740 ns”, “18 µs”, “1.25 ms”, “2.40 s”: three digits or so, in the unit that suits.
  static func duration(_ nanoseconds: Int64) -> String {
    let value = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "−" : ""
    switch value {
    case ..<1000: return "\(sign)\(value) ns"
    case ..<1_000_000: return "\(sign)\(value / 1000) µs"
    case ..<1_000_000_000: return "\(sign)\(decimal(value / 10_000)) ms"
    default: return "\(sign)\(decimal(value / 10_000_000)) s"
    }
  }

  /// The time between two instants; the largest number there is when it doesn't fit.
  static func between(_ start: Int64, _ end: Int64) -> Int64 {
    let (difference, overflow) = end.subtractingReportingOverflow(start)
    return overflow ? .max : difference
  }

  private static func decimal(_ hundredths: UInt64) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func padded(_ value: UInt64) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
