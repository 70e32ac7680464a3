import Files
import VMSA

extension ImageMemory {
  /// A file that is memory, byte for byte, from `base` on.
  ///
  /// - Throws: ``ImageError`` when it would go beyond 2^64 or holds no word.
  public init(raw file: FileBytes, name: String, base: PhysicalAddress) throws(ImageError) {
    let size = UInt64(file.bytes.count)
    guard size >= 8 else { throw ImageError(file: name, problem: .tooShort(bytes: Int(size))) }
    guard base.raw <= UInt64.max - size else {
      throw ImageError(file: name, problem: .beyondAddresses(offset: 0, start: base))
    }
    self.init(
      [Segment(start: base, byteCount: size, fileOffset: 0, fileBytes: size)], of: file)
  }
}
