/// One line of the function_graph tracer: `149.09 |   1)  comm-819   | + 40.660 us   |  name();`.
///
/// Which columns there are depends on the options funcgraph-abstime, -cpu, -proc and -duration, and on
/// latency-format; they are told apart by what is in them. Source: kernel/trace/
/// trace_functions_graph.c, print_graph_prologue() and print_graph_duration(); v7.1.5.
struct GraphLine {
  /// What a line tells.
  enum Content {
    /// A function is called: its name.
    case entry(Range<Int>)
    /// A function is called and returns, and nothing it calls is recorded: its name.
    case leaf(Range<Int>)
    /// A function returns: its name where it is printed.
    case exit(Range<Int>?)
    /// An event or a marker among the calls: its text, between the comment's marks.
    case comment(Range<Int>)
    /// Another thread runs from here: the one before and the one after.
    case threads(GraphThread, GraphThread)
    /// A rule, the ends of interrupts, nothing.
    case ornament
  }

  /// Nanoseconds; nil without funcgraph-abstime.
  var time: Int64?
  /// The CPU; nil without the column.
  var cpu: Int?
  /// The thread; nil without funcgraph-proc.
  var thread: GraphThread?
  /// How long the call took; nil where it is not told.
  var durationNanoseconds: Int64?
  /// What a function returned; nil without funcgraph-retval.
  var returned: UInt64?
  /// Where the text behind the columns begins, and how deep it is indented.
  var text = 0
  var indentation = 0
  /// What it tells.
  var content = Content.ornament

  /// Reads a line.
  ///
  /// - Returns: nil when it is none of the tracer's.
  init?(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var cursor = ByteCursor(bytes, range)
    if readOrnament(cursor) { return }
    readTime(&cursor)
    readCPU(&cursor)
    if cpu != nil, let threads = GraphThread.change(bytes, cursor) {
      content = .threads(threads.before, threads.after)
      return
    }
    let hasColumns = readColumns(&cursor, bytes)
    guard cpu != nil || time != nil || hasColumns else { return nil }
    let start = cursor.position
    cursor.skipBlanks()
    indentation = cursor.position - start
    text = cursor.position
    guard readContent(cursor, bytes) else { return nil }
  }

  private func readOrnament(_ start: ByteCursor) -> Bool {
    var cursor = start
    cursor.skipBlanks()
    guard cursor.position < cursor.end else { return true }
    _ = cursor.run { $0 != 0x2D }
    return cursor.position == cursor.end
  }

  private mutating func readTime(_ cursor: inout ByteCursor) {
    var ahead = cursor
    ahead.skipBlanks()
    guard let seconds = ahead.decimal(), ahead.skip(0x2E) else { return }
    let start = ahead.position
    guard let fraction = ahead.decimal(), ahead.position - start == 6 else { return }
    ahead.skipBlanks()
    guard ahead.skip(0x7C) else { return }
    let (whole, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    let (micro, tooLarge) = whole.addingReportingOverflow(Int64(fraction))
    let (nanoseconds, tooLong) = micro.multipliedReportingOverflow(by: 1000)
    guard !overflow, !tooLarge, !tooLong else { return }
    time = nanoseconds
    cursor = ahead
  }

  private mutating func readCPU(_ cursor: inout ByteCursor) {
    var ahead = cursor
    ahead.skipBlanks()
    guard let number = ahead.decimal(), number <= FtraceAnchor.largestCPU, ahead.skip(0x29) else {
      return
    }
    cpu = number
    cursor = ahead
  }

  /// The columns that end in “|”: thread, flags, duration.
  private mutating func readColumns(
    _ cursor: inout ByteCursor, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    var hasColumns = false
    for _ in 0..<3 {
      var ahead = cursor
      let column = ahead.run { $0 == 0x7C }
      guard ahead.skip(0x7C), column.count < 64 else { break }
      var value = ByteCursor(bytes, column)
      value.skipBlanks()
      if value.position == value.end {
        cursor = ahead
        return true
      }
      if readDuration(&value) {
        cursor = ahead
        return true
      }
      if let found = GraphThread(bytes, value.position..<value.end) {
        thread = found
      } else if !GraphLine.isFlags(bytes, value.position..<value.end) {
        break
      }
      hasColumns = true
      cursor = ahead
    }
    return hasColumns
  }

  /// `+ 40.660 us`: a mark for how long it is, and microseconds.
  private mutating func readDuration(_ cursor: inout ByteCursor) -> Bool {
    if let mark = cursor.byte, GraphLine.marks.contains(mark) {
      _ = cursor.skip(mark)
      cursor.skipBlanks()
    }
    guard let whole = cursor.decimal() else { return false }
    var nanoseconds = Int64(0)
    if cursor.skip(0x2E) {
      let start = cursor.position
      guard let fraction = cursor.decimal(), cursor.position - start <= 3 else { return false }
      nanoseconds = Int64(fraction)
      for _ in cursor.position - start..<3 { nanoseconds *= 10 }
    }
    cursor.skipBlanks()
    guard cursor.skip("us") else { return false }
    let (scaled, overflow) = Int64(whole).multipliedReportingOverflow(by: 1000)
    guard !overflow else { return false }
    durationNanoseconds = scaled &+ nanoseconds
    return true
  }

  /// The tracer's marks of 10 and 100 microseconds, 1, 10 and 100 milliseconds and a second.
  private static let marks: [UInt8] = [0x2B, 0x21, 0x23, 0x2A, 0x40, 0x24]

  private static func isFlags(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
    return (4...6).contains(end - range.lowerBound)
      && bytes[range.lowerBound..<end].allSatisfy { $0 > 0x20 && $0 != 0x28 && $0 != 0x2F }
  }
}
