// The raw and hex options: `pid cpu nanoseconds event`, in base 10 or in base 16 with all digits.
//
// Source: kernel/trace/trace.c, print_raw_fmt() and print_hex_fmt(); v7.1.5.
extension FtraceAnchor {
  /// Reads the anchor of a record of the raw option that begins at a byte.
  static func raw(_ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> FtraceAnchor? {
    var cursor = ByteCursor(bytes, start..<lineEnd)
    guard let identifier = cursor.decimal(), cursor.skip(0x20),
      let cpu = cursor.decimal(), cpu <= largestCPU, cursor.skip(0x20),
      let time = cursor.decimal(), cursor.skip(0x20)
    else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<start, identifier: identifier, cpu: cpu, time: Int64(time),
      hasFraction: true, event: cursor.position)
  }

  /// Reads the anchor of a record of the hex option that begins at a byte.
  static func hex(_ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> FtraceAnchor? {
    var cursor = ByteCursor(bytes, start..<lineEnd)
    guard let identifier = cursor.hexadecimal(), cursor.position == start + 8, cursor.skip(0x20),
      let cpu = cursor.hexadecimal(), cpu <= largestCPU, cursor.position == start + 17,
      cursor.skip(0x20), let time = cursor.hexadecimal(), cursor.position == start + 34,
      cursor.skip(0x20), let nanoseconds = Int64(exactly: time)
    else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<start, identifier: Int(identifier), cpu: Int(cpu),
      time: nanoseconds, hasFraction: true, event: cursor.position)
  }
}
