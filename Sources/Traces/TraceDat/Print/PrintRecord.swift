/// A record whose text is made.
struct PrintRecord {
  let source: OrderedBytes
  let range: Range<Int>
  let format: EventFormat
  let file: TraceDatFile

  /// Where a field's bytes are; nil when they are not within the record.
  func range(of field: EventField) -> Range<Int>? {
    switch field.storage {
    case .plain: return part(field.offset, field.size)
    case .array:
      let size = field.size > 0 ? field.size : max(0, range.count - field.offset)
      return part(field.offset, size)
    case .dynamic, .relative:
      guard let word = part(field.offset, 4) else { return nil }
      let value = source.word(at: word.lowerBound)
      var offset = Int(value & 0xFFFF)
      if case .relative = field.storage { offset += field.offset + 4 }
      return part(offset, Int(value >> 16))
    }
  }

  /// How many bytes an element of a field has.
  func elementSize(of field: EventField) -> Int {
    switch field.storage {
    case .plain: field.size
    case .array(let element), .dynamic(let element), .relative(let element): max(1, element)
    }
  }

  /// A number at a place, sign-extended where its field is signed.
  func number(at place: Int, size: Int, isSigned: Bool) -> UInt64? {
    source.value(
      of: EventPlan.Step(offset: 0, size: size, isSigned: isSigned),
      recordAt: place, end: range.upperBound)
  }

  /// A plain field's number.
  func number(_ field: EventField) -> UInt64? {
    guard let place = range(of: field) else { return nil }
    return number(at: place.lowerBound, size: field.size, isSigned: field.isSigned)
  }

  /// Text up to its zero.
  func text(_ range: Range<Int>) -> String {
    String(decoding: source.bytes[source.text(in: range)], as: UTF8.self)
  }

  private func part(_ offset: Int, _ size: Int) -> Range<Int>? {
    guard offset >= 0, size >= 0, offset + size <= range.count else { return nil }
    return range.lowerBound + offset..<range.lowerBound + offset + size
  }
}
