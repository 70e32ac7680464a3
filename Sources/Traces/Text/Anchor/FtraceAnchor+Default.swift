// The kernel's default print format and trace-cmd report's: `comm-pid (tgid) [cpu] flags time: `.
//
// The name is right-justified in 16 columns (`%16s-%-7d`), and has at most 15 bytes, so the dash
// stands at byte 16 behind a blank whatever the name holds, even dashes, blanks or newlines.
// Source: kernel/trace/trace_output.c, trace_print_context(); v7.1.5. trace-cmd: `%16s-%-5d [%03d]`.
extension FtraceAnchor {
  /// How far behind the name a record's event begins at most.
  private static let widestPrefix = 256

  /// Reads the anchor of a record that begins at a byte, its name padded as the kernel pads it.
  ///
  /// - Returns: nil when the bytes are no beginning of a record.
  static func padded(_ bytes: UnsafeRawBufferPointer, at start: Int) -> FtraceAnchor? {
    let dash = start + commandWidth
    guard dash < bytes.count, bytes[start] == 0x20, bytes[dash] == 0x2D else { return nil }
    // A newline in the name puts the dash on a later line: look beyond this line's end.
    return parse(bytes, from: start, dash: dash, limit: min(bytes.count, dash + widestPrefix))
  }

  /// Reads the anchor of a record that lost its padding, being edited or pasted: the first dash
  /// that fits.
  static func searched(
    _ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int
  ) -> FtraceAnchor? {
    var dash = start + 1
    let last = min(lineEnd, start + 64)
    while dash < last {
      if bytes[dash] == 0x2D,
        let found = parse(
          bytes, from: start, dash: dash, limit: min(lineEnd, dash + widestPrefix))
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
      // The thread-group column of the record-tgid option: a number or dashes. Where it is damaged,
      // what would close it may stand on the next line.
      _ = cursor.run { $0 != 0x20 && $0 != 0x2D && !(0x30...0x39 ~= $0) }
      guard cursor.skip(0x29) else { return nil }
      cursor.skipBlanks()
    }
    guard cursor.skip(0x5B), let cpu = cursor.decimal(), cpu <= largestCPU, cursor.skip(0x5D)
    else { return nil }
    guard cursor.skipBlanks() > 0 else { return nil }
    guard let (time, hasFraction) = timeBehindFlags(&cursor) else { return nil }
    guard cursor.skip(0x20) else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<dash, identifier: identifier, cpu: cpu, time: time,
      hasFraction: hasFraction, event: cursor.position)
  }

  /// Passes the flags column, which the noirq-info option leaves out, and the time.
  private static func timeBehindFlags(_ cursor: inout ByteCursor) -> (Int64, Bool)? {
    let column = cursor.position
    if let time = cursor.time() { return time }
    cursor.move(to: column)
    let flags = cursor.run { $0 == 0x20 || $0 == 0x0A }
    guard (4...8).contains(flags.count), cursor.skipBlanks() > 0 else { return nil }
    return cursor.time()
  }
}

extension ByteCursor {
  /// Seconds and a fraction of 1 to 9 digits, or plain ticks, up to and with the colon.
  mutating func time() -> (Int64, Bool)? {
    guard let seconds = decimal() else { return nil }
    guard skip(0x2E) else { return skip(0x3A) ? (Int64(seconds), false) : nil }
    let start = position
    guard var fraction = decimal() else { return nil }
    var digits = position - start
    guard digits <= 9, skip(0x3A) else { return nil }
    while digits < 9 {
      fraction *= 10
      digits += 1
    }
    let (whole, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return nil }
    let (sum, tooLarge) = whole.addingReportingOverflow(Int64(fraction))
    return tooLarge ? nil : (sum, true)
  }
}
