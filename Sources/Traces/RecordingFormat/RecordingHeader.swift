import Machine

/// What the first line of a recording says.
struct RecordingHeader {
  /// “recording”; other words are for other files of ours.
  var content = ""
  /// The version of the format.
  var version = 0
  /// The name of the file or scenario it was exported from.
  var source = ""
  /// What that was: “ftrace text”.
  var kind = ""
  /// What was learned of the machine.
  var machine: [String] = []
  /// What the source can't tell.
  var notRecorded: [String] = []
  /// Lines of the source.
  var lines = 0
  /// How many events there are; nil when the writer did not know.
  var events: Int?
  /// Events the kernel lost.
  var lost = 0
  /// Lines of the source that were not understood.
  var unparsed = 0
  /// The first of them.
  var firstUnparsed: [UnparsedLines.Line] = []
  /// Entries that were read as inferred.
  var verified = 0
  /// Entries that were read otherwise.
  var corrected = 0
  /// Whether there were more tables than can be followed.
  var isMissingTables = false
  /// Whether the source ends in the middle.
  var isCutOff = false

  /// The header of a recording.
  init(_ recording: Recording) {
    content = "recording"
    version = RecordingFormat.version
    source = recording.file.split(separator: "/").last.map(String.init) ?? recording.file
    kind = recording.kind
    machine = recording.machineNotes
    notRecorded = recording.notRecorded
    lines = recording.lines
    events = recording.timeline.count
    lost = recording.lost
    unparsed = recording.unparsed.count
    firstUnparsed = recording.unparsed.first
    verified = recording.verifiedEntries
    corrected = recording.correctedEntries
    isMissingTables = recording.isMissingTables
    isCutOff = recording.isCutOff
  }

  /// Reads it from a line.
  init(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) throws(JSONCursor.Problem) {
    var cursor = JSONCursor(bytes, line)
    cursor.beginObject()
    var isFirst = true
    while let key = cursor.nextKey(&isFirst) {
      switch key {
      case "tablewalk": content = cursor.string() ?? ""
      case "version": version = cursor.integer() ?? 0
      case "source": source = cursor.string() ?? ""
      case "kind": kind = cursor.string() ?? ""
      case "machine": machine = cursor.strings()
      case "notRecorded": notRecorded = cursor.strings()
      case "lines": lines = cursor.count()
      case "events": events = cursor.integer()
      case "lost": lost = cursor.count()
      case "unparsed": unparsed = cursor.count()
      case "firstUnparsed": firstUnparsed = cursor.unparsedLines()
      case "verified": verified = cursor.count()
      case "corrected": corrected = cursor.count()
      case "isMissingTables": isMissingTables = cursor.boolean() ?? false
      case "isCutOff": isCutOff = cursor.boolean() ?? false
      default: cursor.skipValue()
      }
    }
    cursor.finish()
    if let problem = cursor.problem { throw problem }
  }

  /// Writes it as the first line.
  func write(to line: inout JSONLine) {
    line.begin()
    line.text("tablewalk", content)
    line.number("version", version)
    line.text("source", source)
    line.text("kind", kind)
    line.text("clock", "ns")
    line.texts("machine", machine)
    line.texts("notRecorded", notRecorded)
    line.number("lines", lines)
    line.number("events", events)
    line.number("lost", lost)
    line.number("unparsed", unparsed)
    line.beginArray("firstUnparsed")
    for unparsed in firstUnparsed {
      line.begin()
      line.number("line", unparsed.number)
      line.text("text", unparsed.text)
      line.end()
    }
    line.endArray()
    line.number("verified", verified)
    line.number("corrected", corrected)
    line.flag("isMissingTables", isMissingTables)
    line.flag("isCutOff", isCutOff)
    line.endLine()
  }
}

extension JSONLine {
  fileprivate mutating func texts(_ name: StaticString, _ values: [String]) {
    beginArray(name)
    for value in values { element(value) }
    endArray()
  }
}

extension JSONCursor {
  /// A number that can't be negative.
  fileprivate mutating func count() -> Int { max(0, integer() ?? 0) }

  fileprivate mutating func strings() -> [String] {
    var values: [String] = []
    var isFirst = true
    beginArray()
    while nextElement(&isFirst) { if let value = string() { values.append(value) } }
    return values
  }

  fileprivate mutating func unparsedLines() -> [UnparsedLines.Line] {
    var lines: [UnparsedLines.Line] = []
    var isFirst = true
    beginArray()
    while nextElement(&isFirst) {
      var line = UnparsedLines.Line(number: nil, text: "")
      var isFirstKey = true
      beginObject()
      while let key = nextKey(&isFirstKey) {
        switch key {
        case "line": line.number = integer().flatMap { $0 > 0 ? $0 : nil }
        case "text": line.text = string() ?? ""
        default: skipValue()
        }
      }
      lines.append(line)
    }
    return lines
  }
}
