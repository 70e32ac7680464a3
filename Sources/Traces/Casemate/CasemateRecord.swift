/// One record of a casemate log, its fields named or in their places.
///
/// `(lock (id 7) (tid 0) (address 40001000) (src "a.c:3"))` and `(lock 7 0 40001000 "a.c:3")` say
/// the same. Numbers are hexadecimal, with or without `0x`; `id` and `tid` are decimal.
struct CasemateRecord {
  /// What it records: “mem-write”.
  var name = ""
  /// The number of the record; nil when it has none.
  var sequence: Int?
  /// The thread.
  var thread: Int?
  /// The place in the traced program, as text.
  var source: String?
  /// The fields, by the names of the format.
  private(set) var fields: [(name: String, value: String)] = []

  /// Whether the record's name is one of the format.
  var isKnown: Bool { CasemateRecord.places[name] != nil }

  /// The fields of each record behind `id` and `tid`, in their places.
  private static let places: [String: [String]] = [
    "mem-write": ["mem-order", "address", "value"], "mem-read": ["address", "value"],
    "mem-init": ["address", "size"], "mem-free": ["address", "size"],
    "mem-set": ["address", "size", "value"], "barrier": ["op", "kind"], "tlbi": ["op", "value"],
    "sysreg-write": ["sysreg", "value"], "hint": ["kind", "location", "value"],
    "lock": ["address"], "trylock": ["address"], "unlock": ["address"],
  ]

  /// Whether a log could begin with a record of this name.
  static func isName(_ name: String) -> Bool {
    places[name == "msr" ? "sysreg-write" : name] != nil
  }

  /// Reads a record; nil when it has no name, a field twice or in a wrong place, or a number that is
  /// none.
  init?(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var lexer = CasemateLexer(bytes, range)
    guard lexer.next() == .open, case .word(let name)? = lexer.next() else { return nil }
    let lowercased = name.lowercased()
    // The format's example has it under the name of the instruction.
    self.name = lowercased == "msr" ? "sysreg-write" : lowercased
    while let token = lexer.next() {
      switch token {
      case .close: return
      case .string(let text): guard set("src", text) else { return nil }
      case .word(let word): guard place(word) else { return nil }
      case .open:
        guard case .word(let key)? = lexer.next(), let value = lexer.next()?.text,
          lexer.next() == .close, set(key.lowercased(), value)
        else { return nil }
      }
    }
    return nil
  }

  /// A field's text; nil when it is missing.
  func text(_ field: String) -> String? { fields.first { $0.name == field }?.value }

  /// A field's number; nil when it is missing or no hexadecimal number of 64 bits.
  func number(_ field: String) -> UInt64? {
    guard let text = text(field) else { return nil }
    return UInt64(
      text.hasPrefix("0x") || text.hasPrefix("0X") ? text.dropFirst(2) : text[...], radix: 16)
  }

  /// A word takes the first place that is still free.
  private mutating func place(_ word: String) -> Bool {
    if sequence == nil { return set("id", word) }
    if thread == nil { return set("tid", word) }
    let free = (CasemateRecord.places[name] ?? []).first { place in
      !fields.contains { $0.name == place }
    }
    return set(free ?? "src", word)
  }

  private mutating func set(_ key: String, _ value: String) -> Bool {
    switch key {
    case "id":
      guard sequence == nil, let number = Int(value) else { return false }
      sequence = number
    case "tid", "thread":
      guard thread == nil, let number = Int(value), number >= 0 else { return false }
      thread = number
    case "src":
      guard source == nil else { return false }
      source = value
    default:
      guard fields.count < 8, text(key) == nil else { return false }
      fields.append((key, value))
    }
    return true
  }
}
