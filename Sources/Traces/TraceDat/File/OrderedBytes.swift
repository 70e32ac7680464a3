/// Bytes with the byte order that their numbers are written in.
///
/// Every read is checked: a place or a size from a file is never trusted.
struct OrderedBytes {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool

  /// How many bytes there are.
  var count: Int { bytes.count }

  /// An unsigned number of 1, 2, 4 or 8 bytes; nil where there are no such bytes, or for other sizes.
  func unsigned(at place: Int, size: Int) -> UInt64? {
    guard place >= 0, size >= 0, size <= bytes.count, place <= bytes.count - size else {
      return nil
    }
    switch size {
    case 1: return UInt64(bytes[place])
    case 2: return UInt64(ordered(bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
    case 4: return UInt64(ordered(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    case 8: return ordered(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    default: return nil
    }
  }

  /// A number of 4 bytes whose place the caller has checked.
  func word(at place: Int) -> UInt32 {
    ordered(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// The bytes from a place up to the next zero, or to the end of a range.
  func text(in range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: 0..<bytes.count)
    let end = bytes[range].firstIndex(of: 0) ?? range.upperBound
    return range.lowerBound..<end
  }

  private func ordered<Number: FixedWidthInteger>(_ number: Number) -> Number {
    isBigEndian ? Number(bigEndian: number) : Number(littleEndian: number)
  }
}
