/// Changes as bytes: most take 3 to 12, where the values themselves take 25.
///
/// A head byte holds the kind (bits 3:0), which words follow (bits 5:4) and how the provenance is
/// told (bits 7:6). Then come the subject and the words, as numbers of 7 bits a byte, the lowest
/// first; 0 and words that follow from the other are left out.
enum ChangeCoding {
  /// Bits 5:4 of the head.
  private enum Words: UInt8 {
    case neither, old, new, both
  }

  /// Bits 7:6 of the head.
  private enum Told: UInt8 {
    case observed, simulated, inferred
  }

  static func append(_ change: Change, to bytes: inout [UInt8]) {
    let words: Words =
      change.old == 0 ? (change.new == 0 ? .neither : .new) : change.new == 0 ? .old : .both
    let code = change.provenance.code
    let told: Told = code == 0 ? .observed : code == 1 ? .simulated : .inferred
    bytes.append(change.kind.rawValue | words.rawValue << 4 | told.rawValue << 6)
    if told == .inferred { bytes.append(UInt8(truncatingIfNeeded: code)) }
    append(UInt64(change.subject), to: &bytes)
    if words == .old || words == .both { append(change.old, to: &bytes) }
    if words == .new || words == .both { append(change.new, to: &bytes) }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var left = number
    while left >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
      left >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: left))
  }

  /// Reads the change that begins at a place and moves behind it.
  @inline(__always)
  static func read(_ bytes: [UInt8], at place: inout Int) -> Change {
    let head = bytes[place]
    place += 1
    var code: UInt16 = UInt16(head >> 6)
    if code == Told.inferred.rawValue {
      code = UInt16(bytes[place])
      place += 1
    }
    let subject = number(bytes, at: &place)
    let words = head >> 4 & 0b11
    let old = words & Words.old.rawValue != 0 ? number(bytes, at: &place) : 0
    let new = words & Words.new.rawValue != 0 ? number(bytes, at: &place) : 0
    return Change(
      Change.Kind(rawValue: head & 0xF) ?? .counter, subject: Int(subject), old: old, new: new,
      Provenance(code: code))
  }

  @inline(__always)
  private static func number(_ bytes: [UInt8], at place: inout Int) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[place]
      place += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }
}
