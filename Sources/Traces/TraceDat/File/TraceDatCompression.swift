import CZlib
import CZstd

/// How the sections of a version 7 file are compressed.
enum TraceDatCompression: Equatable {
  case none
  case zstd
  case zlib
  /// One that we don't know; its name.
  case other(String)

  init(name: String) {
    switch name {
    case "none", "": self = .none
    case "zstd": self = .zstd
    case "zlib": self = .zlib
    default: self = .other(name)
    }
  }

  /// Whether compressed bytes can have so many bytes in them, asked before memory is taken.
  func mayUnpack(_ packed: UnsafeRawBufferPointer, to count: Int) -> Bool {
    switch self {
    case .none: packed.count == count
    // What a zstd frame says of its size is checked, where it says anything (not 2⁶⁴ − 1).
    case .zstd:
      [UInt64(count), .max].contains(ZSTD_getFrameContentSize(packed.baseAddress, packed.count))
    // Deflate makes at most 1032 bytes of one.
    case .zlib: count <= packed.count.multipliedReportingOverflow(by: 1032).partialValue &+ 1032
    case .other: false
    }
  }

  /// Unpacks all of some bytes; false when they are damaged or make another number of bytes.
  func unpack(
    _ packed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    switch self {
    case .none:
      guard packed.count == target.count else { return false }
      target.copyMemory(from: packed)
      return true
    case .zstd:
      let made = ZSTD_decompress(
        target.baseAddress, target.count, packed.baseAddress, packed.count)
      return ZSTD_isError(made) == 0 && made == target.count
    case .zlib:
      var made = uLongf(target.count)
      let result = uncompress(
        target.baseAddress?.assumingMemoryBound(to: Bytef.self), &made,
        packed.baseAddress?.assumingMemoryBound(to: Bytef.self), uLong(packed.count))
      return result == Z_OK && Int(made) == target.count
    case .other: return false
    }
  }
}
