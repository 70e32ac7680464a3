// The latency-format option: `    comm-pid       1d..1.  25080us+: event`, microseconds since the
// recording's beginning; and with the verbose option:
// `            comm     pid   1 0 00000001 [0000abcd] 25.080ms (+0.012ms): event`.
//
// Source: kernel/trace/trace_output.c, lat_print_generic(), lat_print_timestamp() and
// trace_print_lat_context(); v7.1.5. trace-cmd report -l prints the time in seconds.
extension FtraceAnchor {
  /// The width latency-format cuts and pads a thread's name to.
  private static let shortCommandWidth = 8
  /// How far behind the name a record's event begins at most.
  private static let widestLatencyPrefix = 160

  /// Reads the anchor of a latency-format record that begins at a byte.
  static func latency(_ bytes: UnsafeRawBufferPointer, at start: Int) -> FtraceAnchor? {
    let dash = start + shortCommandWidth
    guard dash < bytes.count, bytes[dash] == 0x2D else { return nil }
    var cursor = ByteCursor(
      bytes, dash + 1..<min(bytes.count, dash + widestLatencyPrefix))
    guard let identifier = cursor.decimal(), cursor.skipBlanks() > 0 else { return nil }
    guard let cpu = cursor.decimal(), cpu <= largestCPU else { return nil }
    let flags = cursor.run { $0 == 0x20 || $0 == 0x0A }
    guard (3...8).contains(flags.count), cursor.skipBlanks() > 0 else { return nil }
    guard let (time, hasFraction) = cursor.latencyTime(), cursor.skip(0x20) else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<dash, identifier: identifier, cpu: cpu, time: time,
      hasFraction: hasFraction, event: cursor.position)
  }

  /// Reads the anchor of a verbose latency-format record that begins at a byte.
  static func verbose(_ bytes: UnsafeRawBufferPointer, at start: Int) -> FtraceAnchor? {
    let blank = start + commandWidth
    guard blank < bytes.count, bytes[start] == 0x20, bytes[blank] == 0x20 else { return nil }
    var cursor = ByteCursor(bytes, blank..<min(bytes.count, blank + widestLatencyPrefix))
    cursor.skipBlanks()
    guard let identifier = cursor.decimal(), cursor.skipBlanks() > 0 else { return nil }
    guard let cpu = cursor.decimal(), cpu <= largestCPU, cursor.skipBlanks() > 0 else {
      return nil
    }
    // Flags, preemption depth and, on older kernels, the entry's number: hexadecimal words.
    var columns = 0
    while cursor.byte != 0x5B {
      guard columns < 4, cursor.hexadecimal() != nil, cursor.skipBlanks() > 0 else { return nil }
      columns += 1
    }
    guard columns >= 2, cursor.skip(0x5B), let stamp = cursor.hexadecimal(), cursor.skip(0x5D),
      cursor.skip(0x20), cursor.decimal() != nil
    else { return nil }
    let isTime = cursor.byte == 0x2E
    guard cursor.skipBehind(0x29), cursor.skip(0x3A), cursor.skip(0x20) else { return nil }
    // The bracketed stamp is the clock's own: microseconds, or ticks.
    guard let count = Int64(exactly: stamp) else { return nil }
    let (time, overflow) = count.multipliedReportingOverflow(by: isTime ? 1000 : 1)
    guard !overflow else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<blank, identifier: identifier, cpu: cpu, time: time,
      hasFraction: isTime, event: cursor.position)
  }
}

extension ByteCursor {
  /// `25080us+:`, `25080:` for clocks that count, or seconds with a point, up to and with the colon.
  fileprivate mutating func latencyTime() -> (Int64, Bool)? {
    let start = position
    if let time = time() { return time }
    move(to: start)
    let isNegative = skip(0x2D)
    guard let count = decimal(), skip("us") else { return nil }
    // One column marks how long it is to the next record: “ ”, “+”, “!”, “#”, “*”, “@” or “$”.
    guard byte != nil else { return nil }
    move(to: position + 1)
    guard skip(0x3A) else { return nil }
    let (nanoseconds, overflow) = Int64(count).multipliedReportingOverflow(by: 1000)
    return overflow ? nil : (isNegative ? -nanoseconds : nanoseconds, true)
  }
}
