/// The name of a JSON object's member, where it stands; compared byte by byte.
///
/// A name written with escapes equals none: nobody writes the names of our formats that way.
struct JSONKey {
  let bytes: UnsafeRawBufferPointer
  let range: Range<Int>

  /// Whether it is this name, so that names can be the cases of a `switch`.
  static func ~= (name: StaticString, key: JSONKey) -> Bool {
    guard name.utf8CodeUnitCount == key.range.count else { return false }
    for offset in 0..<key.range.count
    where key.bytes[key.range.lowerBound + offset] != name.utf8Start[offset] {
      return false
    }
    return true
  }
}
