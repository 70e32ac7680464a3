/// A way files are compressed that is undone on opening.
///
/// It is told by how the content begins, never by the file's name.
public enum Compression: String, CaseIterable, Sendable {
  /// Zstandard frames. Source: RFC 8878, 3.1.1.
  case zstd
  /// Gzip members, deflated. Source: RFC 1952, 2.3.
  case gzip
  /// Xz streams. Source: The .xz File Format 1.1.0, 2.1.1.
  case xz

  /// How its content begins.
  var magic: [UInt8] {
    switch self {
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    // The third byte is the method: 8, deflate, is the only one there is.
    case .gzip: [0x1F, 0x8B, 0x08]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    }
  }

  /// The command that undoes it.
  public var unpackCommand: String {
    switch self {
    case .zstd: "zstd -d"
    case .gzip: "gunzip"
    case .xz: "unxz"
    }
  }

  /// The compression that bytes begin with; nil for other bytes.
  init?(of bytes: UnsafeRawBufferPointer) {
    let found = Compression.allCases.first { bytes.prefix($0.magic.count).elementsEqual($0.magic) }
    guard let found else { return nil }
    self = found
  }
}
