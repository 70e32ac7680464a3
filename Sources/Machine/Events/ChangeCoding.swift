/// Changes as bytes: most take 4 to 12, where the values themselves take 25.
///
/// A head byte holds the kind (bits 3:0), whether the old and the new word follow (bits 4 and 5; a
/// word that is left out is 0) and how the provenance is told (bits 7:6). A second byte holds how many
/// bytes the subject (bits 1:0), the old word (bits 4:2) and the new word (bits 7:5) take, less 1.
/// Then come the rule's number, where the change is inferred, the subject and the words, the lowest
/// byte first. Lengths stand before numbers, so that none is written or read in a loop.
enum ChangeCoding {
  /// The most bytes a change takes, and then those that writing or reading its last word touches.
  static let slack = 3 + 4 + 8 + 8 + 8

  private static let hasOld: UInt8 = 1 << 4
  private static let hasNew: UInt8 = 1 << 5

  /// Bits 7:6 of the head.
  private enum Told: UInt8 {
    case observed, simulated, inferred
  }

  /// Writes a change; ``slack`` bytes must be there.
  ///
  /// - Returns: how many bytes it takes.
  @inline(__always)
  static func write(_ change: Change, to start: UnsafeMutableRawPointer) -> Int {
    let code = change.provenance.code
    let told: Told = code == 0 ? .observed : code == 1 ? .simulated : .inferred
    var head = change.kind.rawValue | told.rawValue << 6
    let subjectLength = length(UInt64(change.subject))
    var lengths = UInt8(truncatingIfNeeded: subjectLength &- 1)
    var place = 2
    if told == .inferred {
      start.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: place, as: UInt8.self)
      place &+= 1
    }
    store(UInt64(change.subject), subjectLength, start, &place)
    if change.old != 0 {
      let length = length(change.old)
      head |= hasOld
      lengths |= UInt8(truncatingIfNeeded: (length &- 1) &<< 2)
      store(change.old, length, start, &place)
    }
    if change.new != 0 {
      let length = length(change.new)
      head |= hasNew
      lengths |= UInt8(truncatingIfNeeded: (length &- 1) &<< 5)
      store(change.new, length, start, &place)
    }
    start.storeBytes(of: head, as: UInt8.self)
    start.storeBytes(of: lengths, toByteOffset: 1, as: UInt8.self)
    return place
  }

  /// How many bytes hold a number; at least 1.
  @inline(__always)
  private static func length(_ number: UInt64) -> Int {
    (71 &- (number | 1).leadingZeroBitCount) &>> 3
  }

  @inline(__always)
  private static func store(
    _ number: UInt64, _ length: Int, _ start: UnsafeMutableRawPointer, _ place: inout Int
  ) {
    start.storeBytes(of: number.littleEndian, toByteOffset: place, as: UInt64.self)
    place &+= length
  }

  /// Reads the change that begins at a byte and moves behind it; ``slack`` bytes must be there.
  @inline(__always)
  static func read(_ bytes: UnsafeRawPointer, at place: inout Int) -> Change {
    let head = bytes.load(fromByteOffset: place, as: UInt8.self)
    let lengths = Int(bytes.load(fromByteOffset: place &+ 1, as: UInt8.self))
    place &+= 2
    var code = UInt16(head >> 6)
    if code == Told.inferred.rawValue {
      code = UInt16(bytes.load(fromByteOffset: place, as: UInt8.self))
      place &+= 1
    }
    let subject = load(lengths & 3, bytes, &place)
    let old = head & hasOld != 0 ? load(lengths &>> 2 & 7, bytes, &place) : 0
    let new = head & hasNew != 0 ? load(lengths &>> 5, bytes, &place) : 0
    return Change(
      Change.Kind(rawValue: head & 0xF) ?? .counter, subject: Int(subject), old: old, new: new,
      Provenance(code: code))
  }

  /// A number of so many bytes and one more.
  @inline(__always)
  private static func load(_ more: Int, _ bytes: UnsafeRawPointer, _ place: inout Int) -> UInt64 {
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    place &+= more &+ 1
    return word & (.max &>> UInt64(56 &- 8 &* more))
  }
}
