/// The part of an ftrace line before its event: `comm-pid [cpu] flags time:`.
///
/// The kernel prints the name right-justified in 16 columns (`%16s-%-7d`), and a name has at most 15
/// bytes, so the dash stands at byte 16 whatever the name holds, even dashes, blanks or newlines.
/// Source: kernel/trace/trace_output.c, trace_print_context(); v7.1.5.
struct FtraceAnchor: Equatable {
  /// The thread's name, without the padding before it.
  var command: Range<Int>
  /// The thread's id.
  var identifier: Int
  /// The CPU.
  var cpu: Int
  /// Nanoseconds; for clocks printed without a dot, their own ticks.
  var time: Int64
  /// Whether the clock printed a dot, so that ``time`` is nanoseconds.
  var hasFraction: Bool
  /// Where the event's name begins.
  var event: Int

  /// The width the kernel pads a thread's name to.
  static let commandWidth = 16
  /// More CPUs than any kernel is built for.
  private static let largestCPU = Int(UInt16.max)

  /// Reads the anchor of a record that begins at a byte.
  ///
  /// - Returns: nil when the bytes are no beginning of a record.
  static func parse(_ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> FtraceAnchor? {
    let dash = start + commandWidth
    // A newline in the name puts the dash on a later line: look beyond this line's end.
    if dash < bytes.count, bytes[dash] == 0x2D,
      let found = parse(bytes, from: start, dash: dash, limit: min(bytes.count, dash + 4096))
    {
      return found
    }
    return searched(bytes, from: start, lineEnd: lineEnd)
  }

  /// Text that was edited, or printed by other tools: the first dash that fits.
  private static func searched(
    _ bytes: UnsafeRawBufferPointer, from start: Int, lineEnd: Int
  ) -> FtraceAnchor? {
    var dash = start + 1
    let last = min(lineEnd, start + 64)
    while dash < last {
      if bytes[dash] == 0x2D,
        let found = parse(bytes, from: start, dash: dash, limit: lineEnd)
      {
        return found
      }
      dash += 1
    }
    return nil
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, from start: Int, dash: Int, limit: Int
  ) -> FtraceAnchor? {
    var cursor = ByteCursor(bytes, dash + 1..<limit)
    guard let identifier = cursor.decimal() else { return nil }
    cursor.skipBlanks()
    if cursor.skip(0x28) {
      // The thread-group column of the record-tgid option: a number or dashes.
      guard cursor.skipBehind(0x29) else { return nil }
      cursor.skipBlanks()
    }
    guard cursor.skip(0x5B), let cpu = cursor.decimal(), cpu <= largestCPU, cursor.skip(0x5D)
    else { return nil }
    guard cursor.skipBlanks() > 0 else { return nil }
    guard let (time, hasFraction) = timeBehindFlags(&cursor) else { return nil }
    guard cursor.skip(0x20) else { return nil }
    var first = start
    while first < dash, bytes[first] == 0x20 { first += 1 }
    return FtraceAnchor(
      command: first..<dash, identifier: identifier, cpu: cpu, time: time,
      hasFraction: hasFraction, event: cursor.position)
  }

  /// Passes the flags column, which the noirq-info option leaves out, and the time.
  private static func timeBehindFlags(_ cursor: inout ByteCursor) -> (Int64, Bool)? {
    let column = cursor.position
    if let time = time(&cursor) { return time }
    cursor.move(to: column)
    let flags = cursor.run { $0 == 0x20 || $0 == 0x0A }
    guard (4...8).contains(flags.count), cursor.skipBlanks() > 0 else { return nil }
    return time(&cursor)
  }

  /// Seconds and a fraction of 1 to 9 digits, or plain ticks, up to and with the colon.
  private static func time(_ cursor: inout ByteCursor) -> (Int64, Bool)? {
    guard let seconds = cursor.decimal() else { return nil }
    guard cursor.skip(0x2E) else { return cursor.skip(0x3A) ? (Int64(seconds), false) : nil }
    let start = cursor.position
    guard var fraction = cursor.decimal() else { return nil }
    var digits = cursor.position - start
    guard digits <= 9, cursor.skip(0x3A) else { return nil }
    while digits < 9 {
      fraction *= 10
      digits += 1
    }
    let (whole, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? nil : (whole &+ Int64(fraction), true)
  }
}
