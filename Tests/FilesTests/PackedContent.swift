import TestSupport

@testable import Files

/// The small recording of the fixtures, plain and compressed.
enum PackedContent {
  /// The recording itself.
  static func plain() throws -> [UInt8] { try Fixture.bytes("small.trace.txt") }

  /// The recording as the compression's own program packed it.
  static func packed(_ compression: Compression) throws -> [UInt8] {
    try Fixture.bytes("small.trace.txt." + suffix(compression))
  }

  /// How files of the compression are named.
  static func suffix(_ compression: Compression) -> String {
    switch compression {
    case .zstd: "zst"
    case .gzip: "gz"
    case .xz: "xz"
    }
  }

  /// What bytes unpack to, and whether they end in the middle.
  static func unpack(
    _ bytes: some Collection<UInt8>, limit: Int = FileBytes.memoryLimit
  ) throws(FileError) -> (content: [UInt8], isCutOff: Bool) {
    let file = try FileBytes(bytes).unpacked(name: "f", limit: limit)
    return withExtendedLifetime(file) { (Array(file.bytes), file.isCutOff) }
  }
}
