/// One field of an event, as its format file declares it.
struct EventField: Equatable {
  /// How the value stands in the record.
  enum Storage: Equatable {
    /// A number, a pointer or a structure, at the field's place.
    case plain
    /// Elements of some bytes each, at the field's place; up to the record's end when the size is 0.
    case array(element: Int)
    /// `__data_loc`: a word with place (from the record's start) and length of the elements.
    case dynamic(element: Int)
    /// `__rel_loc`: the same, the place being counted from behind the word.
    case relative(element: Int)
  }

  /// Its name.
  var name: String
  /// Its type in C, without the brackets.
  var type: String
  /// Where it begins in the record, in bytes.
  var offset: Int
  /// How many bytes it takes there.
  var size: Int
  /// Whether it is a signed number.
  var isSigned: Bool
  /// How its value is kept.
  var storage: Storage

  /// Whether its elements are text.
  var isText: Bool {
    switch storage {
    case .plain: false
    case .array(let element), .dynamic(let element), .relative(let element):
      element == 1 && (type.hasSuffix("char") || type == "u8" && name == "buf")
    }
  }

  /// Reads `field:TYPE NAME;⇥offset:N;⇥size:N;⇥signed:N;`; nil when it is none.
  ///
  /// - Parameter longSize: bytes of the recorded kernel's `long`.
  init?(line: some StringProtocol, longSize: Int) {
    var parts: [Substring: Substring] = [:]
    for part in line.split(separator: ";", maxSplits: 8) {
      guard let colon = part.firstIndex(of: ":") else { continue }
      let key = part[..<colon].drop { $0 == " " || $0 == "\t" }
      parts[Substring(key)] = Substring(part[part.index(after: colon)...])
    }
    guard let declaration = parts["field"], let offset = parts["offset"].flatMap({ Int($0) }),
      let size = parts["size"].flatMap({ Int($0) }), (0...65535).contains(offset),
      (0...65535).contains(size)
    else { return nil }
    self.offset = offset
    self.size = size
    isSigned = parts["signed"] == "1"
    var words = declaration.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard var last = words.popLast() else { return nil }
    var isArray = false
    if let bracket = last.firstIndex(of: "[") {
      isArray = true
      last = String(last[..<bracket])
    }
    name = String(last.drop { $0 == "*" })
    let isDynamic = words.first == "__data_loc"
    let isRelative = words.first == "__rel_loc"
    if isDynamic || isRelative { words.removeFirst() }
    if last.hasPrefix("*") { words.append("*") }
    type = words.joined(separator: " ").replacing("[]", with: "")
    let element = EventField.size(ofType: type, longSize: longSize)
    storage =
      isDynamic
      ? .dynamic(element: element)
      : isRelative ? .relative(element: element) : isArray ? .array(element: element) : .plain
  }

  /// The size in bytes of a C type; 1 when we don't know it.
  private static func size(ofType type: String, longSize: Int) -> Int {
    if type.hasSuffix("*") { return longSize }
    let name = type.replacing("unsigned ", with: "").replacing("const ", with: "")
    switch name {
    case "short", "u16", "s16", "__u16", "__s16", "uint16_t", "__be16", "__le16": return 2
    case "int", "unsigned", "u32", "s32", "__u32", "__s32", "uint32_t", "int32_t", "gfp_t",
      "__be32", "__le32", "pid_t":
      return 4
    case "long": return longSize
    case "long long", "u64", "s64", "__u64", "__s64", "uint64_t", "int64_t": return 8
    default: return 1
    }
  }
}
