#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes as lines, and what a line is by itself.
struct TextLines {
  let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Where the line that holds a byte ends: its newline, or the end of all.
  @inline(__always)
  func end(from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count &- start)
    else { return bytes.count }
    return base.distance(to: UnsafeRawPointer(found))
  }

  /// A line without the carriage return that some systems put at its end.
  @inline(__always)
  func withoutReturn(_ range: Range<Int>) -> Range<Int> {
    guard range.upperBound > range.lowerBound, bytes[range.upperBound - 1] == 0x0D else {
      return range
    }
    return range.lowerBound..<range.upperBound - 1
  }

  /// Whether a padded name, of 16 bytes, holds no newline.
  @inline(__always)
  func isOneLine(_ name: Int) -> Bool {
    guard name &+ 16 <= bytes.count, let base = bytes.baseAddress else { return false }
    return DigitWord(base + name).positions(of: 0x0A)
      | DigitWord(base + (name &+ 8)).positions(of: 0x0A) == 0
  }

  /// How many newlines a record's prefix holds: a thread's name may hold some.
  func breaks(in prefix: Range<Int>) -> Int {
    isOneLine(prefix.lowerBound) ? 0 : bytes[prefix].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// Whether there is nothing in a line.
  func isBlank(_ range: Range<Int>) -> Bool { withoutReturn(range).isEmpty }

  /// Whether a line is about the recording: a comment, or what trace-cmd says of its file.
  func isNote(_ range: Range<Int>) -> Bool {
    var cursor = ByteCursor(bytes, range)
    if cursor.skip(0x23) || cursor.skip("cpus=") || cursor.skip("trace-cmd: ") { return true }
    if cursor.skip("version = ") { return true }
    return cursor.skip("CPU ") && cursor.decimal() != nil && cursor.skip(" is empty")
  }

  /// Whether a line belongs to a stack trace of the record before.
  func isStackFrame(_ range: Range<Int>, of dialect: TextDialect) -> Bool {
    var cursor = ByteCursor(bytes, range)
    if cursor.skip(0x09) {
      cursor.skipBlanks()
      return dialect == .perf ? cursor.hexadecimal() != nil : true
    }
    guard cursor.skipBlanks() > 0 else { return false }
    if cursor.skip("=> ") || cursor.skip("=>") { return true }
    return dialect == .perf && cursor.hexadecimal() != nil && cursor.byte == 0x20
  }

  /// Whether a line can only be a marker's text: no line that the kernel prints between records,
  /// nor what is left of a record that was damaged or cut off.
  func isForeign(_ range: Range<Int>) -> Bool {
    if isBlank(range) || bytes[range.lowerBound] == 0x23 { return false }
    if range.upperBound == bytes.count || holdsCPU(range) { return false }
    return lostEvents(range) == nil && !isStackFrame(range, of: .columns)
  }

  /// Whether “[001]” stands in a line, as in a record.
  private func holdsCPU(_ range: Range<Int>) -> Bool {
    var cursor = ByteCursor(bytes, range)
    while cursor.skipBehind(0x5B) {
      let start = cursor.position
      if cursor.decimal() != nil, cursor.position - start == 3, cursor.byte == 0x5D { return true }
    }
    return false
  }

  /// `CPU:1 [LOST 121 EVENTS]`, or trace-cmd's `CPU:1 [121 EVENTS DROPPED]`: the count and the CPU.
  func lostEvents(_ range: Range<Int>) -> (count: Int, cpu: Int)? {
    var cursor = ByteCursor(bytes, range)
    cursor.skipBlanks()
    guard cursor.skip("CPU:"), let cpu = cursor.decimal(), cursor.skip(" [") else { return nil }
    if cursor.skip("EVENTS DROPPED]") { return (1, cpu) }
    if cursor.skip("LOST ") {
      guard let count = cursor.decimal(), cursor.skip(" EVENTS]") else { return nil }
      return (count, cpu)
    }
    guard let count = cursor.decimal(), cursor.skip(" EVENTS DROPPED]") else { return nil }
    return (count, cpu)
  }

  /// Whether a record is a marker; its event is then moved behind trace-cmd's `print:`.
  @inline(__always)
  func moveToMarker(_ anchor: inout FtraceAnchor, end: Int) -> Bool {
    var cursor = ByteCursor(bytes, anchor.event..<end)
    if cursor.skip("tracing_mark_write:") { return true }
    guard cursor.skip("print:") else { return false }
    cursor.skipBlanks()
    let event = cursor.position
    if cursor.skip("tracing_mark_write:") { anchor.event = event }
    return true
  }
}
