import Files
import Machine
import VMSA

/// Reads ftrace text: once to learn what holds for all of it, once to tell what happened.
struct FtraceReader {
  private let bytes: UnsafeRawBufferPointer
  private let options: ReadingOptions
  private var kinds = EventKindTable()
  private var kindCounts: [Int] = []
  private var unparsed = UnparsedLines()
  private var lost = 0
  private var hasLostTrack = false

  init(_ bytes: UnsafeRawBufferPointer, options: ReadingOptions) {
    self.bytes = bytes
    self.options = options
  }

  /// Reads it all.
  static func read(
    _ file: FileBytes, name: String, options: ReadingOptions
  ) throws(TraceFileError) -> Recording {
    try checkFormat(file.bytes, name: name)
    var reader = FtraceReader(file.bytes, options: options)
    return reader.recording(file, name: name)
  }

  private mutating func recording(_ file: FileBytes, name: String) -> Recording {
    let facts = survey()
    var interpreter = TraceInterpreter(facts: facts)
    let lines = interpret(&interpreter)
    for name in kinds.names { _ = interpreter.builder.eventKind(name) }
    return Recording(
      file: name, kind: "ftrace text",
      timeline: interpreter.builder.timeline(text: FtraceEventText(file: file)),
      lines: lines, unparsed: unparsed, lost: lost, kindCounts: kindCounts,
      understoodKinds: kinds.meanings.map { $0 != .other },
      verifiedEntries: interpreter.verified, correctedEntries: interpreter.corrected,
      isMissingTables: !interpreter.hasRoomForTables, isCutOff: file.isCutOff,
      notRecorded: facts.notRecorded,
      machineNotes: facts.isGranuleTold ? [facts.granule.name] : [])
  }

  // MARK: First pass

  private mutating func survey() -> RecordingFacts {
    var survey = RecordingSurvey()
    var scanner = FtraceScanner(bytes)
    while let item = scanner.next() {
      guard case .record(let anchor) = item.kind else { continue }
      let (kind, body) = kinds.kind(bytes, event: anchor.event, end: item.bytes.upperBound)
      let meaning = kinds.meanings[kind]
      if meaning != .other { survey.take(meaning, thread: anchor.identifier, body: body) }
    }
    return survey.result(toldMode: options.kernel?.faultLockMode)
  }

  // MARK: Second pass

  private mutating func interpret(_ interpreter: inout TraceInterpreter) -> Int {
    var scanner = FtraceScanner(bytes)
    kindCounts = Array(repeating: 0, count: kinds.names.count)
    for name in kinds.names { _ = interpreter.builder.eventKind(name) }
    while let item = scanner.next() {
      switch item.kind {
      case .record(let anchor): take(item, anchor, &interpreter)
      case .continuation: interpreter.builder.extendLastEvent(toByte: item.bytes.upperBound)
      case .comment: takeHeader(item)
      case .lost(let count):
        addLost(count)
        hasLostTrack = true
      case .unparsed: noteUnparsed(item)
      }
    }
    return scanner.lines
  }

  private mutating func take(
    _ item: FtraceItem, _ anchor: FtraceAnchor, _ interpreter: inout TraceInterpreter
  ) {
    let (kind, body) = kinds.kind(bytes, event: anchor.event, end: item.bytes.upperBound)
    kindCounts[kind] += 1
    let thread = interpreter.builder.thread(
      identifier: anchor.identifier, command: text(anchor.command))
    interpreter.builder.begin(
      EventLog.Heading(
        timeNanoseconds: anchor.time, cpu: UInt16(truncatingIfNeeded: anchor.cpu), thread: thread,
        kind: kind, line: item.line, bytes: item.bytes))
    if hasLostTrack {
      hasLostTrack = false
      interpreter.loseTrack()
    }
    if !interpreter.take(kinds.meanings[kind], thread: thread, body: body) {
      noteUnparsed(item)
    }
  }

  /// `# entries-in-buffer/entries-written: 622/622   #P:2`: what was overwritten is lost.
  private mutating func takeHeader(_ item: FtraceItem) {
    var cursor = ByteCursor(bytes, item.bytes)
    guard cursor.skip("# entries-in-buffer/entries-written: "), let kept = cursor.decimal(),
      cursor.skip(0x2F), let written = cursor.decimal(), written > kept
    else { return }
    addLost(written - kept)
  }

  /// Adds to the events lost; a sum beyond any recording stays at the largest number.
  private mutating func addLost(_ count: Int) {
    let (sum, overflow) = lost.addingReportingOverflow(count)
    lost = overflow ? .max : sum
  }

  private mutating func noteUnparsed(_ item: FtraceItem) {
    let bytes = bytes
    unparsed.add(line: item.line, text: String(decoding: bytes[item.bytes], as: UTF8.self))
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// The text of an ftrace event behind its name, from the file.
struct FtraceEventText: EventTextSource {
  let file: FileBytes

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    let start = log.bytes(ofEventAt: index).lowerBound
    let end = min(file.bytes.count, log.bytes(ofEventAt: index).upperBound)
    guard start < end, let anchor = FtraceAnchor.parse(file.bytes, at: start, lineEnd: end),
      anchor.event <= end
    else { return "" }
    var cursor = ByteCursor(file.bytes, anchor.event..<end)
    let isPlain = cursor.byte != 0x3C
    _ = cursor.run { $0 == 0x3A || $0 == 0x20 && isPlain }
    if cursor.skip(0x3A) { _ = cursor.skip(0x20) }
    return String(decoding: file.bytes[min(cursor.position, end)..<end], as: UTF8.self)
  }
}
