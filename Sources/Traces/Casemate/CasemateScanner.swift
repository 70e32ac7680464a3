/// Cuts the bytes of a casemate log into records: S-expressions, of one line or several.
///
/// A parenthesis at the beginning of a line always begins a record, so that a damaged one takes
/// nothing of what follows with it.
///
/// Source: rems-project/casemate, doc/asciidoc/sections/trace-format.adoc.
struct CasemateScanner {
  /// A piece of the log.
  struct Item {
    /// What it is.
    var kind: Kind
    /// Where it stands.
    var bytes: Range<Int>
    /// The line it begins in, from 1.
    var line: Int
  }

  /// What a piece is.
  enum Kind: Equatable {
    /// A whole record.
    case record
    /// A line that casemate's checker wrote: “! …”.
    case verdict
    /// Something else, or a record that does not end; whether the log ends in it.
    case damaged(isCut: Bool)
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  /// The line it stands in, from 1.
  private(set) var line = 1

  /// How deep lists may stand within each other; records of the format have two levels.
  private static let deepest = 8
  /// How long a record may be, in bytes.
  private static let longest = 1 << 16

  init(_ bytes: UnsafeRawBufferPointer, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next piece; nil at the end.
  mutating func next() -> Item? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let (start, firstLine) = (position, line)
    let kind: Kind
    switch bytes[position] {
    case 0x28: kind = skipRecord()
    case 0x21:
      skipLine()
      kind = .verdict
    default:
      skipLine()
      kind = .damaged(isCut: false)
    }
    return Item(kind: kind, bytes: start..<position, line: firstLine)
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A: line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      position += 1
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }

  /// Passes a record up to its last parenthesis, or as far as it is damaged.
  private mutating func skipRecord() -> Kind {
    let start = position
    var depth = 0
    var isInString = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A {
        if position + 1 < bytes.count, bytes[position + 1] == 0x28 { return .damaged(isCut: false) }
        line += 1
      }
      position += 1
      if byte == 0x22 { isInString.toggle() }
      if isInString { continue }
      if byte == 0x28 { depth += 1 }
      if byte == 0x29 { depth -= 1 }
      if depth == 0 { return .record }
      guard depth <= CasemateScanner.deepest, position - start <= CasemateScanner.longest else {
        skipLine()
        return .damaged(isCut: false)
      }
    }
    return .damaged(isCut: true)
  }
}
