/// One way in which a recording can arrive damaged.
enum Damage: CustomStringConvertible {
  /// Only so many bytes of it are there.
  case cut(after: Int)
  /// One bit of one byte is another.
  case flip(byte: Int, bit: Int)

  /// The bytes with this damage.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .cut(let count): return Array(bytes.prefix(count))
    case .flip(let byte, let bit):
      var damaged = bytes
      damaged[byte] ^= 1 << UInt8(truncatingIfNeeded: bit)
      return damaged
    }
  }

  /// The place in the file, in bytes.
  var place: Int {
    switch self {
    case .cut(let count): count
    case .flip(let byte, _): byte
    }
  }

  var description: String {
    switch self {
    case .cut(let count): "cut off after byte \(count)"
    case .flip(let byte, let bit): "bit \(bit) of byte \(byte) flipped"
    }
  }
}
