import Files
import VMSA

extension ImageMemory {
  /// A file of records, each a physical address (8 bytes, little-endian) and 4096 bytes, sorted.
  ///
  /// - Throws: ``ImageError`` for a record cut short or out of order.
  public init(pageRecords file: FileBytes, name: String) throws(ImageError) {
    let page = 4096
    let record = page + 8
    let count = file.bytes.count / record
    guard file.bytes.count % record == 0 else {
      throw ImageError(file: name, problem: .cutShort(offset: count * record, needs: record))
    }
    var segments: [Segment] = []
    segments.reserveCapacity(count)
    for index in 0..<count {
      let offset = index * record
      let start = UInt64(
        littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      guard start <= UInt64.max - UInt64(page) else {
        throw ImageError(
          file: name, problem: .beyondAddresses(offset: offset, start: PhysicalAddress(start)))
      }
      if let last = segments.last, start < last.start.raw + last.byteCount {
        throw ImageError(
          file: name, problem: .outOfOrder(offset: offset, start: PhysicalAddress(start)))
      }
      segments.append(
        Segment(
          start: PhysicalAddress(start), byteCount: UInt64(page), fileOffset: offset + 8,
          fileBytes: UInt64(page)))
    }
    self.init(segments, of: file)
  }
}
