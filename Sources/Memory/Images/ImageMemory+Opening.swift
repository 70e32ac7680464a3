import Files
import VMSA

extension ImageMemory {
  /// What kind of image a file is.
  public enum Layout: Hashable, Sendable {
    /// Memory byte for byte from an address on.
    case raw(base: PhysicalAddress)
    /// An ELF core.
    case core
    /// Records of a physical address and 4096 bytes.
    case pageRecords
  }

  /// Opens an image, mapping it; compressed ones are decompressed into memory.
  ///
  /// - Throws: ``FileError`` or ``ImageError``.
  public static func open(_ path: String, as layout: Layout) throws -> ImageMemory {
    let file = try FileBytes.open(path)
    switch layout {
    case .raw(let base): return try ImageMemory(raw: file, name: path, base: base)
    case .core: return try ImageMemory(core: file, name: path)
    case .pageRecords: return try ImageMemory(pageRecords: file, name: path)
    }
  }
}
