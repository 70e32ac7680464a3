import VMSA

/// The types of lines that are members of the cast.
enum MemberType: String {
  case thread, eventKind, counter, lock, claim, root, table, vm, memslot, invalidation, fault, call
}

/// What the line of a member of the cast says, whatever its type.
struct MemberFields {
  // Numbers: members of the cast, events, counts.
  var id: Int?
  var thread: Int?
  var process: Int?
  var lock: Int?
  var machine: Int?
  var root: Int?
  var table: Int?
  var level: Int?
  var stage: Int?
  var outputBits: Int?
  var entries: Int?
  var slot: Int?
  var entry: Int?
  var sequence: Int?
  var inProgress: Int?
  var parent: Int?
  var fault: Int?
  var event: Int?
  var endEvent: Int?
  var error: Int?
  var returned: Int?
  // Words.
  var kvm: UInt64?
  var mmu: UInt64?
  var pageTable: UInt64?
  var base: UInt64?
  var from: UInt64?
  var to: UInt64?
  var host: UInt64?
  var flags: UInt64?
  var ipa: UInt64?
  var syndrome: UInt64?
  var virtualAddress: UInt64?
  var programCounter: UInt64?
  var output: UInt64?
  var bytes: UInt64?
  /// Text, or a word where the type of line has one by that name.
  var address: String?
  var addressWord: UInt64?
  // Text.
  var name: String?
  var kind: String?
  var granule: String?
  var function: String?
  var outcome: String?
  // Flags.
  var isVirtualCPU = false
  var isUnderstood = false
  var isWhole = false
  var isBornEmpty = false
  var meetsMemslot = false
  var forcedWriteBack: Bool?

  /// A line that says nothing.
  init() {}

  /// Reads a line; members it does not know are passed over.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(RecordingLineError) {
    var cursor = JSONCursor(bytes, range)
    var isFirst = true
    cursor.beginObject()
    while let key = cursor.nextKey(&isFirst) {
      let isTaken =
        takeNumber(key, &cursor) || takeWord(key, &cursor) || takeText(key, &cursor)
        || takeFlag(key, &cursor)
      if !isTaken { cursor.skipValue() }
    }
    cursor.finish()
    if let problem = cursor.problem { throw .syntax(problem) }
    // The address of a lock is text, hashed or not; that of a table a word.
    addressWord = address.flatMap(Hexadecimal.parse)
  }

  private mutating func takeNumber(_ key: JSONKey, _ cursor: inout JSONCursor) -> Bool {
    switch key {
    case "id": id = cursor.integer()
    case "event": event = cursor.integer()
    case "endEvent": endEvent = cursor.integer()
    case "thread": thread = cursor.integer()
    case "parent": parent = cursor.integer()
    case "fault": fault = cursor.integer()
    case "returned": returned = cursor.integer()
    case "vm": machine = cursor.integer()
    case "pid": process = cursor.integer()
    case "lock": lock = cursor.integer()
    case "root": root = cursor.integer()
    case "table": table = cursor.integer()
    case "level", "startLevel": level = cursor.integer()
    case "stage": stage = cursor.integer()
    case "outputBits": outputBits = cursor.integer()
    case "entries": entries = cursor.integer()
    case "slot": slot = cursor.integer()
    case "entry": entry = cursor.integer()
    case "sequence": sequence = cursor.integer()
    case "inProgress": inProgress = cursor.integer()
    case "error": error = cursor.integer()
    default: return false
    }
    return true
  }

  private mutating func takeWord(_ key: JSONKey, _ cursor: inout JSONCursor) -> Bool {
    switch key {
    case "from": from = cursor.word()
    case "to": to = cursor.word()
    case "output": output = cursor.word()
    case "ipa": ipa = cursor.word()
    case "esr": syndrome = cursor.word()
    case "far": virtualAddress = cursor.word()
    case "pc": programCounter = cursor.word()
    case "bytes": bytes = cursor.word()
    case "kvm": kvm = cursor.word()
    case "mmu": mmu = cursor.word()
    case "pgt": pageTable = cursor.word()
    case "base": base = cursor.word()
    case "host": host = cursor.word()
    case "flags": flags = cursor.word()
    default: return false
    }
    return true
  }

  private mutating func takeText(_ key: JSONKey, _ cursor: inout JSONCursor) -> Bool {
    switch key {
    case "function": function = cursor.string()
    case "outcome": outcome = cursor.string()
    case "name": name = cursor.string()
    case "kind": kind = cursor.string()
    case "granule": granule = cursor.string()
    case "address": address = cursor.string()
    default: return false
    }
    return true
  }

  private mutating func takeFlag(_ key: JSONKey, _ cursor: inout JSONCursor) -> Bool {
    switch key {
    case "vcpu": isVirtualCPU = cursor.boolean() ?? false
    case "understood": isUnderstood = cursor.boolean() ?? false
    case "whole": isWhole = cursor.boolean() ?? false
    case "bornEmpty": isBornEmpty = cursor.boolean() ?? false
    case "meetsMemslot": meetsMemslot = cursor.boolean() ?? false
    case "forcedWriteBack": forcedWriteBack = cursor.boolean()
    default: return false
    }
    return true
  }
}
