/// Where the fields of the last record of a kind stood, so that the next one's are read without
/// looking for them.
///
/// Between values the text of a kind is always the same. A layout keeps the place of that text in
/// the last record that was read name by name; a record whose text is the same there has its values
/// where the gaps end. Any difference, and the record is read name by name again.
struct FieldLayout {
  /// How a value is written.
  enum Form: UInt8 {
    /// Up to 16 digits of base 16, behind “0x” if there is one.
    case hexadecimal
    /// Base 10, with a sign if negative.
    case decimal
    /// `true` or `1`, anything else is false.
    case boolean
    /// `SPIN|READ`.
    case contention
    /// A value we have no use for, up to a blank.
    case unused
  }

  private struct Slot {
    var gap = 0
    var length: Int32 = 0
    var form = Form.unused
    var name: RecordFields.Name?
  }

  private static let most = 12

  private var slots = InlineArray<12, Slot>(repeating: Slot())
  private var count = 0
  /// The text behind the last value.
  private var tail = 0..<0
  private var place = 0
  /// Whether records can be read with it.
  private(set) var isUsable = false

  /// Begins to learn from a record whose text begins at a byte.
  mutating func begin(at body: Int) {
    count = 0
    place = body
    isUsable = true
  }

  /// Notes a value that was read.
  mutating func note(_ value: Range<Int>, _ form: Form, _ name: RecordFields.Name?) {
    guard count < FieldLayout.most, let length = Int32(exactly: value.lowerBound - place),
      length >= 0
    else {
      isUsable = false
      return
    }
    slots[count] = Slot(gap: place, length: length, form: form, name: name)
    count += 1
    place = value.upperBound
  }

  /// Ends learning at the end of the record's text.
  mutating func end(at end: Int, of bytes: UnsafeRawBufferPointer) {
    if count == 0 || place > end || end + 24 > bytes.count { isUsable = false }
    tail = place..<max(place, end)
  }

  /// Takes back that records can be read with it.
  mutating func reject() { isUsable = false }

  /// Reads the fields of a record whose text begins at a byte.
  ///
  /// - Returns: false when its text is not like the last one's; some fields may be filled in then.
  func read(
    _ bytes: UnsafeRawBufferPointer, from body: Int, to end: Int, into fields: inout RecordFields
  ) -> Bool {
    guard isUsable, end &+ 24 <= bytes.count, let base = bytes.baseAddress else { return false }
    var place = body
    for index in 0..<count {
      let slot = slots[index]
      let gap = Int(slot.length)
      guard place &+ gap < end, FieldLayout.isEqual(base + place, base + slot.gap, gap) else {
        return false
      }
      place &+= gap
      var word: UInt64 = 0
      switch slot.form {
      case .hexadecimal:
        guard FieldLayout.hexadecimal(base, &place, &word) else { return false }
      case .decimal:
        guard FieldLayout.decimal(base, &place, &word) else { return false }
      case .boolean:
        let byte = base.load(fromByteOffset: place, as: UInt8.self)
        word = byte == 0x74 || byte == 0x31 ? 1 : 0
        FieldLayout.skip(base, &place, end)
      case .contention:
        var cursor = ByteCursor(bytes, place..<end)
        word = RecordBody.contentionFlags(&cursor).rawValue
        place = cursor.position
      case .unused: FieldLayout.skip(base, &place, end)
      }
      if let name = slot.name { fields[name] = word }
    }
    return end &- place == tail.count
      && FieldLayout.isEqual(base + place, base + tail.lowerBound, tail.count)
  }

  @inline(__always)
  private static func hexadecimal(
    _ base: UnsafeRawPointer, _ place: inout Int, _ word: inout UInt64
  ) -> Bool {
    let (digits, high) = DigitWord(base + place).hexadecimal
    place &+= digits
    word = high
    guard digits == 8 else { return digits > 0 }
    let (more, low) = DigitWord(base + place).hexadecimal
    place &+= more
    word = high &<< UInt64(4 &* more) | low
    return more < 8 || DigitWord(base + place).hexadecimal.digits == 0
  }

  @inline(__always)
  private static func decimal(
    _ base: UnsafeRawPointer, _ place: inout Int, _ word: inout UInt64
  ) -> Bool {
    let isNegative = base.load(fromByteOffset: place, as: UInt8.self) == 0x2D
    if isNegative { place &+= 1 }
    let start = place
    var value: Int64 = 0
    while case let digit = base.load(fromByteOffset: place, as: UInt8.self) &- 0x30, digit < 10 {
      value = value &* 10 &+ Int64(digit)
      place &+= 1
      guard place &- start <= 18 else { return false }
    }
    word = UInt64(bitPattern: isNegative ? 0 &- value : value)
    return place > start
  }

  @inline(__always)
  private static func skip(_ base: UnsafeRawPointer, _ place: inout Int, _ end: Int) {
    while place < end, base.load(fromByteOffset: place, as: UInt8.self) != 0x20 { place &+= 1 }
  }

  /// Whether two texts are the same; eight bytes behind both must be there.
  @inline(__always)
  private static func isEqual(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int
  ) -> Bool {
    var offset = 0
    while count &- offset >= 8 {
      guard DigitWord(left + offset).word == DigitWord(right + offset).word else { return false }
      offset &+= 8
    }
    let rest = DigitWord(left + offset).word ^ DigitWord(right + offset).word
    return rest & DigitWord.first(count &- offset) == 0
  }
}
