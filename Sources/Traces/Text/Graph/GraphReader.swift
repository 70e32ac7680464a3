import Files

/// Reads the function_graph tracer's text: calls and returns as records, and the events among them.
///
/// Without funcgraph-abstime no times are printed. Time is then made of durations: it goes on by
/// each call that is told to have taken some, which is the least that can have passed.
struct GraphReader {
  private(set) var names = TextKinds()
  private(set) var position: Int
  private let file: FileBytes
  private let lines: TextLines
  private var threads: GraphThreads
  private var layout = FieldLayout()
  private var lineCount = 0
  private var now: Int64 = 0
  private var hasTimes = false
  private var hasRecord = false
  /// Up to here no line ends a comment.
  private var unclosed = 0

  /// How many bytes a comment may go on for.
  private static let longestComment = 1 << 16

  init(_ file: FileBytes) {
    self.file = file
    lines = TextLines(file.bytes)
    threads = GraphThreads(file.bytes)
    position = TextHeader.start(of: file.bytes)
  }

  /// Reads on, up to a number of records; false at the end.
  mutating func read(
    _ most: Int, into sink: inout some RecordSink, _ tally: inout ReadingTally
  ) -> Bool {
    var left = most
    while left > 0 {
      guard position < file.bytes.count else {
        finish(&tally)
        return false
      }
      let range = nextLine()
      tally.lines = lineCount
      if let (count, _) = lines.lostEvents(range) {
        tally.addLost(count)
        threads.forgetCalls()
        sink.loseTrack()
      } else if lines.isNote(range) || lines.isBlank(range) {
        continue
      } else if let line = GraphLine(file.bytes, range) {
        left -= take(line, range, &sink, &tally)
      } else if !hasRecord || !lines.isStackFrame(range, of: .graph) {
        noteUnparsed(range, &tally)
      }
    }
    return true
  }

  /// The next line; one whose comment goes on over further lines has these too.
  private mutating func nextLine() -> Range<Int> {
    let start = position
    var end = lines.end(from: start)
    lineCount += 1
    position = end + 1
    let first = lines.withoutReturn(start..<end)
    guard let line = GraphLine(file.bytes, first), case .comment(let text) = line.content,
      text.upperBound == first.upperBound
    else { return first }
    guard end >= unclosed else { return first }
    var further = 0
    while end < file.bytes.count, end - start < GraphReader.longestComment {
      end = lines.end(from: end + 1)
      further += 1
      let whole = lines.withoutReturn(start..<end)
      if GraphLine.commentEnd(file.bytes, whole) < whole.upperBound {
        lineCount += further
        position = end + 1
        return whole
      }
    }
    unclosed = end
    return first
  }

  private mutating func take(
    _ line: GraphLine, _ range: Range<Int>, _ sink: inout some RecordSink,
    _ tally: inout ReadingTally
  ) -> Int {
    if let time = line.time {
      now = time
      hasTimes = true
    }
    switch line.content {
    case .ornament: return 0
    case .threads(_, let after):
      threads.run(after, on: line.cpu ?? 0)
      return 0
    case .entry(let name): enter(line, name, range, &sink)
    case .leaf(let name):
      enter(line, name, range, &sink)
      leave(line, name, line.text..<range.upperBound, isLeaf: true, &sink)
      return 2
    case .exit(let name): leave(line, name, range, isLeaf: false, &sink)
    case .comment(let text): takeEvent(line, text, range, &sink)
    }
    return 1
  }

  private mutating func enter(
    _ line: GraphLine, _ name: Range<Int>, _ range: Range<Int>, _ sink: inout some RecordSink
  ) {
    let function = names.meaning(ofFunction: name, in: file.bytes)
    let (identifier, _) = threads.thread(of: line)
    threads.enter(
      GraphThreads.Call(name: name, function: function, startNanoseconds: now),
      GraphThreads.key(identifier, cpu: line.cpu ?? 0))
    emitCall(
      line, "funcgraph_entry", function.map(EventMeaning.call) ?? .other, RecordFields(), range,
      now,
      &sink)
  }

  private mutating func leave(
    _ line: GraphLine, _ name: Range<Int>?, _ range: Range<Int>, isLeaf: Bool,
    _ sink: inout some RecordSink
  ) {
    let (identifier, _) = threads.thread(of: line)
    let call = threads.leave(
      name, GraphThreads.key(identifier, cpu: line.cpu ?? 0), file.bytes)
    let function = call?.function ?? name.flatMap { names.meaning(ofFunction: $0, in: file.bytes) }
    var time = now
    if isLeaf || !hasTimes {
      let start = call?.startNanoseconds ?? now
      let (end, overflow) = start.addingReportingOverflow(line.durationNanoseconds ?? 0)
      time = overflow ? now : max(now, end)
      if !hasTimes { now = time }
    }
    var fields = RecordFields()
    fields[.ret] = line.returned
    emitCall(
      line, "funcgraph_exit", function.map(EventMeaning.returned) ?? .other, fields, range, time,
      &sink)
  }

  /// An event among the calls, or a marker, whose name is not printed.
  private mutating func takeEvent(
    _ line: GraphLine, _ text: Range<Int>, _ range: Range<Int>, _ sink: inout some RecordSink
  ) {
    let bytes = file.bytes
    var fields = RecordFields()
    guard GraphReader.isEvent(bytes, text) else {
      RecordBody(bytes: bytes, range: text).read(
        .tracepoint(.marker), into: &fields, learning: &layout)
      emit(
        line, kind: names.kind(named: Tracepoint.marker.rawValue, .tracepoint(.marker)),
        .tracepoint(.marker), fields,
        range, now, &sink)
      return
    }
    let event = names.event(bytes, at: text.lowerBound, end: text.upperBound, in: .graph)
    RecordBody(bytes: bytes, range: event.body..<max(event.body, text.upperBound)).read(
      event.meaning, into: &fields, learning: &layout)
    emit(line, kind: event.kind, event.meaning, fields, range, now, &sink)
  }

  /// Whether a comment begins like an event: a name with an underscore, a colon and a blank.
  static func isEvent(_ bytes: UnsafeRawBufferPointer, _ text: Range<Int>) -> Bool {
    var cursor = ByteCursor(bytes, text)
    let name = cursor.run {
      !(0x61...0x7A ~= $0 || 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F)
    }
    return cursor.skip(": ") && bytes[name].contains(0x5F)
  }

  private mutating func emitCall(
    _ line: GraphLine, _ kind: String, _ meaning: EventMeaning,
    _ fields: borrowing RecordFields, _ range: Range<Int>, _ time: Int64,
    _ sink: inout some RecordSink
  ) {
    emit(
      line, kind: names.kind(named: kind, meaning), meaning, fields, range, time, isCall: true,
      &sink)
  }

  private mutating func emit(
    _ line: GraphLine, kind: Int, _ meaning: EventMeaning, _ fields: borrowing RecordFields,
    _ range: Range<Int>, _ time: Int64, isCall: Bool = false, _ sink: inout some RecordSink
  ) {
    hasRecord = true
    let (identifier, command) = threads.thread(of: line)
    let cpu = line.cpu ?? 0
    let bytes = file.bytes
    sink.take(
      TraceRecord(
        identifier: identifier, cpu: cpu, timeNanoseconds: time, kind: kind, line: lineCount,
        bytes: range, isBareCall: isCall),
      meaning, fields,
      command: command.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "CPU \(cpu)")
  }

  private mutating func finish(_ tally: inout ReadingTally) {
    tally.lines = lineCount
    tally.notes = names.notes
    guard hasRecord, !hasTimes else { return }
    tally.notes.append(
      "The function graph has no times: they are made of the calls' durations, and order across "
        + "CPUs is the text's. Record with the option funcgraph-abstime.")
  }

  private func noteUnparsed(_ range: Range<Int>, _ tally: inout ReadingTally) {
    let bytes = file.bytes
    tally.unparsed.add(line: lineCount, text: String(decoding: bytes[range], as: UTF8.self))
  }
}
