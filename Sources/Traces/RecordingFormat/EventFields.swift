import Machine

/// What the line of an event says.
struct EventFields {
  var number: Int?
  var time: Int?
  var cpu: Int?
  var thread: Int?
  var kind: Int?
  var line: Int?
  var workAddress: UInt64?
  var changes: [ChangeFields] = []

  /// Reads a line; members it does not know are passed over.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(RecordingLineError) {
    var cursor = JSONCursor(bytes, range)
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      switch key {
      case "event": number = cursor.integer()
      case "at": time = cursor.integer()
      case "cpu": cpu = cursor.integer()
      case "thread": thread = cursor.integer()
      case "kind": kind = cursor.integer()
      case "line": line = cursor.integer()
      case "work": workAddress = cursor.word()
      case "changes":
        var isFirstChange = true
        cursor.beginArray()
        while cursor.nextElement(&isFirstChange) { changes.append(ChangeFields(&cursor)) }
      default: cursor.skipValue()
      }
    }
    cursor.finish()
    if let problem = cursor.problem { throw .syntax(problem) }
  }
}

/// What an event's line says of one change.
struct ChangeFields {
  var kind: String?
  var subject: Int?
  /// The entry, where the subject is a table.
  var entry: Int?
  var provenance: String?
  /// Where the words stand: what they mean depends on the kind.
  var old: JSONCursor?
  var new: JSONCursor?

  init(_ cursor: inout JSONCursor) {
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      switch key {
      case "set": kind = cursor.string()
      case "of": subject = cursor.integer()
      case "entry": entry = cursor.integer()
      case "by": provenance = cursor.string()
      case "from":
        old = cursor
        cursor.skipValue()
      case "to":
        new = cursor
        cursor.skipValue()
      default: cursor.skipValue()
      }
    }
  }
}

/// What a line says of a hold or a wait.
struct ClaimFields {
  var mode: String?
  var since: Int?
  var isContended = false
  var provenance: String?

  init(_ cursor: inout JSONCursor) {
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      switch key {
      case "mode": mode = cursor.string()
      case "since": since = cursor.integer()
      case "contended": isContended = cursor.boolean() ?? false
      case "by": provenance = cursor.string()
      default: cursor.skipValue()
      }
    }
  }
}
