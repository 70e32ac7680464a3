/// The layouts of all kinds, one behind the other, so that none is copied to be read with.
struct FieldLayouts {
  private struct Head {
    var count = 0
    var tail = 0..<0
  }

  private var heads: [Head] = []
  private var slots: [FieldLayout.Slot] = []

  /// Keeps what was learned of a kind.
  mutating func keep(_ layout: FieldLayout, of kind: Int) {
    while heads.count <= kind {
      heads.append(Head())
      slots.append(contentsOf: repeatElement(FieldLayout.Slot(), count: FieldLayout.most))
    }
    heads[kind] = Head(count: layout.isUsable ? layout.count : 0, tail: layout.tail)
    for index in 0..<layout.count {
      slots[kind * FieldLayout.most + index] = layout.slots[index]
    }
  }

  /// Reads the fields of a record whose text begins at a byte.
  ///
  /// - Returns: false when its text is not like the last one's; some fields may be filled in then.
  @inline(__always)
  func read(
    _ kind: Int, _ bytes: UnsafeRawBufferPointer, from body: Int, to end: Int,
    into fields: inout RecordFields
  ) -> Bool {
    guard kind < heads.count, end &+ 24 <= bytes.count else { return false }
    let head = heads[kind]
    guard head.count > 0 else { return false }
    return slots.withUnsafeBufferPointer { all in
      FieldLayouts.read(
        UnsafeBufferPointer(
          rebasing: all[kind &* FieldLayout.most..<kind &* FieldLayout.most &+ head.count]),
        tail: head.tail, bytes, from: body, to: end, into: &fields)
    }
  }

  @inline(__always)
  private static func read(
    _ slots: UnsafeBufferPointer<FieldLayout.Slot>, tail: Range<Int>,
    _ bytes: UnsafeRawBufferPointer, from body: Int, to end: Int,
    into fields: inout RecordFields
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var place = body
    for slot in slots {
      let gap = Int(slot.length)
      guard place &+ gap < end, FieldLayouts.isEqual(base + place, base + slot.gap, gap) else {
        return false
      }
      place &+= gap
      var word: UInt64 = 0
      switch slot.form {
      case .hexadecimal:
        guard FieldLayouts.hexadecimal(base, &place, &word) else { return false }
      case .decimal:
        guard FieldLayouts.decimal(base, &place, &word) else { return false }
      case .boolean:
        let byte = base.load(fromByteOffset: place, as: UInt8.self)
        word = byte == 0x74 || byte == 0x31 ? 1 : 0
        FieldLayouts.skip(base, &place, end)
      case .contention:
        var cursor = ByteCursor(bytes, place..<end)
        word = RecordBody.contentionFlags(&cursor).rawValue
        place = cursor.position
      case .unused: FieldLayouts.skip(base, &place, end)
      }
      if let name = slot.name { fields[name] = word }
    }
    return end &- place == tail.count
      && FieldLayouts.isEqual(base + place, base + tail.lowerBound, tail.count)
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
    // Of 16 digits a 17th would be one too many.
    return more < 8 || !DigitWord.isHexadecimal(base.load(fromByteOffset: place, as: UInt8.self))
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
