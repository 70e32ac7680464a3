#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line, or one record that may begin on one line and end on a later one, of ftrace text.
struct FtraceItem {
  /// What it is.
  enum Kind {
    /// An event.
    case record(FtraceAnchor)
    /// A further line of the record before.
    case continuation
    /// A line that begins with “#”.
    case comment
    /// `CPU:1 [LOST 121 EVENTS]`: the count.
    case lost(Int)
    /// Nothing we know; it is kept and counted.
    case unparsed
  }

  /// What it is.
  var kind: Kind
  /// The number of its (first) line, from 1.
  var line: Int
  /// Its bytes, without the last newline.
  var bytes: Range<Int>
}

/// Goes through ftrace text record by record.
struct FtraceScanner {
  private let bytes: UnsafeRawBufferPointer
  /// Where it stands, in bytes.
  private(set) var position: Int
  /// How many lines have been passed.
  private(set) var lines = 0
  /// Whether the last record's text may go on over any number of lines.
  private var lastMayContinue = false
  private var hasRecord = false

  init(_ bytes: UnsafeRawBufferPointer, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next item; nil at the end.
  mutating func next() -> FtraceItem? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = lineEnd(from: start)
    let number = lines + 1
    let kind: FtraceItem.Kind
    if bytes[start] != 0x23, let anchor = FtraceAnchor.parse(bytes, at: start, lineEnd: end) {
      while end < anchor.event {
        // The thread's name holds a newline.
        lines += 1
        end = lineEnd(from: end + 1)
      }
      lastMayContinue = mayContinue(anchor, lineEnd: end)
      hasRecord = true
      kind = .record(anchor)
    } else {
      kind = other(start..<end)
    }
    lines += 1
    position = end + 1
    return FtraceItem(kind: kind, line: number, bytes: start..<end)
  }

  private func other(_ range: Range<Int>) -> FtraceItem.Kind {
    if let count = FtraceScanner.lostEvents(bytes, range) { return .lost(count) }
    if hasRecord && lastMayContinue { return .continuation }
    if range.isEmpty { return hasRecord ? .continuation : .comment }
    if bytes[range.lowerBound] == 0x23 { return .comment }
    var cursor = ByteCursor(bytes, range)
    cursor.skipBlanks()
    if hasRecord, cursor.skip("=> ") { return .continuation }
    return .unparsed
  }

  /// Markers hold whatever a program wrote, newlines too; nothing else may.
  private func mayContinue(_ anchor: FtraceAnchor, lineEnd: Int) -> Bool {
    var name = ByteCursor(bytes, anchor.event..<lineEnd)
    return name.skip("tracing_mark_write:") || name.skip("print:")
  }

  private func lineEnd(from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return bytes.count }
    return base.distance(to: UnsafeRawPointer(found))
  }

  private static func lostEvents(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var cursor = ByteCursor(bytes, range)
    cursor.skipBlanks()
    guard cursor.skip("CPU:"), cursor.decimal() != nil else { return nil }
    guard cursor.skip(" [LOST "), let count = cursor.decimal(), cursor.skip(" EVENTS]") else {
      return nil
    }
    return count
  }
}
