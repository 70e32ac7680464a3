/// Bytes written one behind the other, numbers in either byte order.
struct OrderedWriter {
  var bytes: [UInt8] = []
  var isBigEndian = false

  mutating func number(_ value: UInt64, _ size: Int) {
    let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    bytes += isBigEndian ? little.reversed() : little
  }

  /// Text with a zero behind it.
  mutating func string(_ text: String) { bytes += Array(text.utf8) + [0] }

  /// Bytes behind their number, which has so many bytes.
  mutating func sized(_ content: [UInt8], by size: Int) {
    number(UInt64(content.count), size)
    bytes += content
  }

  /// Zeros up to a multiple of a size.
  mutating func align(to size: Int) {
    while bytes.count % size != 0 { bytes.append(0) }
  }
}
