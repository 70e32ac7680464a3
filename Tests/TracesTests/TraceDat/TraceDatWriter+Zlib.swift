extension TraceDatWriter {
  /// zlib's format with stored blocks: nothing is compressed, all checks apply.
  static func storedZlib(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x78, 0x01]
    var place = 0
    repeat {
      let part = Array(bytes[place..<min(place + 60_000, bytes.count)])
      place += part.count
      let size = UInt16(part.count)
      packed += [place == bytes.count ? 1 : 0, UInt8(size & 255), UInt8(size >> 8)]
      packed += [UInt8(~size & 255), UInt8(~size >> 8)] + part
    } while place < bytes.count
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    let sum = high << 16 | low
    return packed + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }
}
