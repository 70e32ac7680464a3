/// Goes through ftrace text record by record, in any form but the graph.
///
/// It may begin at any record's first byte and then finds that record as it was found from the
/// beginning, which is how the text of an event is read again.
struct FtraceScanner {
  let lines: TextLines
  let dialect: TextDialect
  let header: TextHeader
  /// Where it stands, in bytes.
  private(set) var position: Int
  /// How many lines have been passed.
  private(set) var lineCount = 0
  private var columns = AnchorColumns()
  private var hasRecord = false
  /// Where the last marker's text began; nil when the last record is no marker.
  private var marker: Int?
  /// Up to where everything is the last marker's text.
  private var markerEnd = 0
  private var behind = MarkerSurroundings()
  private var largestCPU = 0

  /// How far from a marker's beginning lines that are nothing else are its text.
  private static let longestMarker = 1 << 16

  init(
    _ bytes: UnsafeRawBufferPointer, dialect: TextDialect, header: TextHeader,
    from position: Int? = nil
  ) {
    lines = TextLines(bytes)
    self.dialect = dialect
    self.header = header
    self.position = position ?? TextHeader.start(of: bytes)
  }

  /// The next record if it is one of the usual: in the last one's columns, on a line of its own, and
  /// no marker. Nil, and nothing is passed, when ``next()`` has to look closer.
  @inline(__always)
  mutating func nextUsual() -> (anchor: FtraceAnchor, line: Int, bytes: Range<Int>)? {
    let start = position
    guard start >= markerEnd, dialect == .columns,
      let anchor = columns.read(lines.bytes, at: start), lines.isOneLine(start),
      case let first = lines.bytes[anchor.event], first != 0x74, first != 0x70
    else { return nil }
    let end = lines.end(from: anchor.event)
    hasRecord = true
    marker = nil
    if anchor.cpu > largestCPU { largestCPU = anchor.cpu }
    lineCount &+= 1
    position = end &+ 1
    return (anchor, lineCount, lines.withoutReturn(start..<end))
  }

  /// The next item; nil at the end.
  mutating func next() -> FtraceItem? {
    let start = position
    guard start < lines.bytes.count else { return nil }
    if start >= markerEnd, dialect == .columns, let anchor = columns.read(lines.bytes, at: start) {
      return record(anchor, at: start)
    }
    return nextSlowly(from: start)
  }

  private mutating func nextSlowly(from start: Int) -> FtraceItem {
    let end = lines.end(from: start)
    let anchor = candidate(at: start, lineEnd: end)
    if let anchor, start >= markerEnd {
      if dialect == .columns { columns.learn(lines.bytes, anchor, from: start) }
      return record(anchor, at: start)
    }
    let kind: FtraceItem.Kind =
      if anchor != nil { .imitation } else { other(start..<end) }
    return pass(kind, start..<end)
  }

  @inline(__always)
  private mutating func record(_ anchor: FtraceAnchor, at start: Int) -> FtraceItem {
    var anchor = anchor
    let end = lines.end(from: anchor.event)
    hasRecord = true
    marker = nil
    let first = anchor.event < end ? lines.bytes[anchor.event] : 0
    // Names that begin with “p” and “t” are the markers', and few others'.
    if first == 0x74 || first == 0x70, lines.moveToMarker(&anchor, end: end) {
      marker = anchor.event
      markerEnd = min(end + 1, lines.bytes.count)
      markerEnd = behind.endOfText(
        of: anchor, from: markerEnd, lines: lines, header: header, largestCPU: largestCPU
      ) { [self] in candidate(at: $0, lineEnd: lines.end(from: $0)) }
    }
    if anchor.cpu > largestCPU { largestCPU = anchor.cpu }
    let item = pass(.record(anchor), start..<end)
    lineCount += lines.breaks(in: start..<anchor.event)
    return item
  }

  @inline(__always)
  private mutating func pass(_ kind: FtraceItem.Kind, _ range: Range<Int>) -> FtraceItem {
    let item = FtraceItem(
      kind: kind, line: lineCount + 1, bytes: lines.withoutReturn(range))
    lineCount += 1
    position = range.upperBound + 1
    return item
  }

  /// The anchor of a line that may be a record's first.
  private func candidate(at start: Int, lineEnd end: Int) -> FtraceAnchor? {
    if dialect == .columns, let anchor = columns.read(lines.bytes, at: start) { return anchor }
    if let anchor = dialect.anchor(lines.bytes, at: start, lineEnd: end) { return anchor }
    // Records that lost their padding; behind a marker they would be its text.
    guard dialect == .columns, marker == nil else { return nil }
    return FtraceAnchor.searched(lines.bytes, at: start, lineEnd: end)
  }

  /// What a line is that is no record.
  private func other(_ range: Range<Int>) -> FtraceItem.Kind {
    if range.upperBound < markerEnd { return .continuation }
    if let (count, cpu) = lines.lostEvents(range), isBefore(cpu, range.upperBound + 1) {
      return .lost(count)
    }
    if let marker, range.lowerBound - marker < FtraceScanner.longestMarker {
      return .continuation
    }
    if lines.isBlank(range) { return hasRecord ? .continuation : .comment }
    if lines.isNote(range) { return .comment }
    if hasRecord, lines.isStackFrame(range, of: dialect) { return .continuation }
    return .unparsed
  }

  /// Whether a record of a CPU stands at a byte: the kernel prints its losses just before one.
  private func isBefore(_ cpu: Int, _ next: Int) -> Bool {
    guard next < lines.bytes.count else { return marker == nil }
    guard let anchor = candidate(at: next, lineEnd: lines.end(from: next)) else {
      return marker == nil
    }
    return anchor.cpu == cpu
  }
}
