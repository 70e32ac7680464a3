import Files
import VMSA

extension ImageMemory {
  /// The PT_LOAD segments of a 64-bit little-endian ELF core, at their physical addresses.
  ///
  /// Source: System V ABI, "ELF header", "Program header".
  /// - Throws: ``ImageError`` naming the byte that is wrong.
  public init(core file: FileBytes, name: String) throws(ImageError) {
    let bytes = file.bytes
    guard bytes.count >= 64, bytes.prefix(6).elementsEqual([0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
      throw ImageError(file: name, problem: .notCore)
    }
    let table = Self.number(bytes, at: 32, as: UInt64.self)
    let entrySize = Int(Self.number(bytes, at: 54, as: UInt16.self))
    let count = Int(Self.number(bytes, at: 56, as: UInt16.self))
    guard entrySize >= 56, table <= UInt64(bytes.count),
      entrySize * count <= bytes.count - Int(table)
    else {
      throw ImageError(
        file: name,
        problem: .cutShort(offset: Int(clamping: table), needs: entrySize * count))
    }
    var segments: [Segment] = []
    for index in 0..<count {
      let offset = Int(table) + index * entrySize
      if let segment = try Self.segment(bytes, header: offset, name: name) {
        segments.append(segment)
      }
    }
    segments.sort { $0.start < $1.start }
    for (before, after) in zip(segments, segments.dropFirst())
    where after.start.raw < before.start.raw + before.byteCount {
      throw ImageError(
        file: name, problem: .outOfOrder(offset: after.fileOffset, start: after.start))
    }
    self.init(segments, of: file)
  }

  /// One program header's memory; nil for a header of another kind, or of no memory.
  private static func segment(
    _ bytes: UnsafeRawBufferPointer, header: Int, name: String
  ) throws(ImageError) -> Segment? {
    let load: UInt32 = 1
    guard number(bytes, at: header, as: UInt32.self) == load else { return nil }
    let fileOffset = number(bytes, at: header + 8, as: UInt64.self)
    let start = PhysicalAddress(number(bytes, at: header + 24, as: UInt64.self))
    let fileBytes = number(bytes, at: header + 32, as: UInt64.self)
    let byteCount = number(bytes, at: header + 40, as: UInt64.self)
    guard byteCount > 0 else { return nil }
    guard start.raw <= UInt64.max - byteCount else {
      throw ImageError(file: name, problem: .beyondAddresses(offset: header, start: start))
    }
    guard fileOffset <= UInt64(bytes.count), fileBytes <= UInt64(bytes.count) - fileOffset else {
      throw ImageError(
        file: name,
        problem: .cutShort(offset: Int(clamping: fileOffset), needs: Int(clamping: fileBytes)))
    }
    return Segment(
      start: start, byteCount: byteCount, fileOffset: Int(fileOffset),
      fileBytes: min(fileBytes, byteCount))
  }

  /// A little-endian number of the file; the caller has looked that it is there.
  private static func number<Number: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, as type: Number.Type
  ) -> Number where Number: BitwiseCopyable {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
