import Files
import Machine

/// Reads the lines of a recording in our own format, once, from the first to the last.
///
/// A line is used as a whole or not at all. Changes go through a ``TimelineBuilder``, which knows
/// every register's word, so that whatever a file says, every change can be undone.
struct RecordingReader {
  let bytes: UnsafeRawBufferPointer
  let header: RecordingHeader
  var builder = TimelineBuilder()
  /// Lines of members whose references may point forwards, by what they are and their number.
  var castLines: [CastReference: Int] = [:]
  /// Lines that could not be used and whose members are still missing.
  var missingLines = 0
  /// How many entry slots a file of this size can have.
  let mostSlots: Int
  private(set) var understoodKinds: [Bool] = []
  private var kindCounts: [Int] = []
  private var unparsed: UnparsedLines
  private var isCastWhole = false
  private(set) var line = 1

  /// A member of the cast.
  struct CastReference: Hashable {
    var type: MemberType
    var number: Int
  }

  init(_ bytes: UnsafeRawBufferPointer, header: RecordingHeader) {
    self.bytes = bytes
    self.header = header
    unparsed = UnparsedLines(count: header.unparsed, first: header.firstUnparsed)
    // A line of a 64K table has some 100 bytes and 8192 entries.
    mostSlots = min(TraceInterpreter.mostSlots, 1 << 20 + bytes.count * 128)
  }

  /// Reads every line behind the first.
  mutating func readLines() {
    var place = (bytes.firstIndex(of: 0x0A) ?? bytes.count) + 1
    while place < bytes.count {
      let end = lineEnd(from: place)
      line += 1
      read(place..<end)
      place = end + 1
    }
    if !isCastWhole { completeCast() }
  }

  private func lineEnd(from place: Int) -> Int {
    UnsafeRawBufferPointer(rebasing: bytes[place...]).firstIndex(of: 0x0A).map { place + $0 }
      ?? bytes.count
  }

  private mutating func read(_ range: Range<Int>) {
    guard range.count > 1 || range.first.map({ bytes[$0] > 0x20 }) ?? false else { return }
    do {
      try take(range)
    } catch {
      if case .otherOldWord = error {} else { missingLines += 1 }
      note(error, range)
    }
  }

  private mutating func take(_ range: Range<Int>) throws(RecordingLineError) {
    let word = try type(of: range)
    if word == "event" {
      if !isCastWhole { completeCast() }
      return try takeEvent(range)
    }
    guard let type = MemberType(rawValue: word) else { throw .unknownType(word) }
    guard !isCastWhole else { throw .castAfterEvents }
    try take(type, MemberFields(bytes, range))
  }

  private func type(of range: Range<Int>) throws(RecordingLineError) -> String {
    var cursor = JSONCursor(bytes, range)
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      if case "type" = key, let type = cursor.string() { return type }
      cursor.skipValue()
    }
    if let problem = cursor.problem { throw .syntax(problem) }
    throw .missing(field: "type")
  }

  private mutating func completeCast() {
    isCastWhole = true
    checkReferences()
  }

  /// Counts a line that could not be used, with why and how it begins.
  mutating func note(_ error: RecordingLineError, _ range: Range<Int>? = nil, line: Int? = nil) {
    let bytes = bytes
    unparsed.add(
      line: line ?? self.line,
      text: {
        guard let range else { return error.description }
        return "\(error): \(String(decoding: bytes[range].prefix(120), as: UTF8.self))"
      }())
  }

  /// An event kind joins.
  mutating func addKind(_ name: String, isUnderstood: Bool) {
    builder.cast.eventKinds.append(name)
    understoodKinds.append(isUnderstood)
    kindCounts.append(0)
  }

  /// An event of a kind was read.
  mutating func count(kind: Int) { kindCounts[kind] += 1 }

  /// What was read.
  mutating func recording(file: FileBytes) -> Recording {
    let isCut = checkEnds() || header.events.map { $0 > builder.log.count } ?? false
    return Recording(
      file: header.source, kind: header.kind,
      timeline: builder.timeline(text: RecordingEventText(file: file)), lines: header.lines,
      unparsed: unparsed, lost: header.lost, kindCounts: kindCounts,
      understoodKinds: understoodKinds, verifiedEntries: header.verified,
      correctedEntries: header.corrected, isMissingTables: header.isMissingTables,
      isCutOff: header.isCutOff || file.isCutOff || isCut, notRecorded: header.notRecorded,
      machineNotes: header.machine)
  }
}
