/// The text of one event behind its name: named fields, found where they stand.
///
/// Fields are looked up by name, never by place, because kernels add and drop them.
struct RecordBody {
  let bytes: UnsafeRawBufferPointer
  let range: Range<Int>

  /// A cursor over the whole text.
  var cursor: ByteCursor { ByteCursor(bytes, range) }

  /// A cursor at the value of `name`, which may be followed by a separator such as “=” or “ ”.
  ///
  /// The name must begin the text or follow a blank, so that `addr=` is not found in `hxaddr=`.
  func value(after name: StaticString) -> ByteCursor? {
    let length = name.utf8CodeUnitCount
    guard length > 0, range.count >= length else { return nil }
    let first = name.utf8Start[0]
    var place = range.lowerBound
    while place + length <= range.upperBound {
      if bytes[place] == first, place == range.lowerBound || bytes[place - 1] == 0x20,
        matches(name, length, at: place)
      {
        return ByteCursor(bytes, place + length..<range.upperBound)
      }
      place += 1
    }
    return nil
  }

  /// The hexadecimal number of a field such as `addr=`; nil when it is missing or no number.
  func hexadecimal(_ name: StaticString) -> UInt64? {
    guard var cursor = value(after: name) else { return nil }
    return cursor.hexadecimal()
  }

  /// The decimal number of a field such as `ret=`; nil when it is missing or no number.
  func decimal(_ name: StaticString) -> Int? {
    guard var cursor = value(after: name) else { return nil }
    return cursor.signedDecimal()
  }

  /// The text as a string, for display and for markers; bytes that are no UTF-8 are replaced.
  var text: String { String(decoding: bytes[range], as: UTF8.self) }

  private func matches(_ name: StaticString, _ length: Int, at place: Int) -> Bool {
    for offset in 1..<max(1, length) where bytes[place + offset] != name.utf8Start[offset] {
      return false
    }
    return true
  }
}
