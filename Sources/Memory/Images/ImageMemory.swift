import Files
import VMSA

/// Memory as a file holds it: a raw image, a core dump, or single pages.
///
/// The file stays mapped for as long as the memory lives; nothing of it is copied. Words outside
/// what the file holds are unknown.
public struct ImageMemory: TableMemory, Sendable {
  /// A piece of memory that stands in one piece in the file.
  public struct Segment: Hashable, Sendable {
    /// Where it is in memory.
    public let start: PhysicalAddress
    /// Its length in bytes.
    public let byteCount: UInt64
    /// Where its bytes stand in the file.
    public let fileOffset: Int
    /// How many of them stand in the file; the rest of the segment reads as zero.
    public let fileBytes: UInt64
  }

  /// The pieces, by address; none overlaps another.
  public let segments: [Segment]
  let file: FileBytes

  /// Takes segments that lie within the file.
  init(_ segments: [Segment], of file: FileBytes) {
    self.segments = segments
    self.file = file
  }

  /// The word at `address`; nil where the image has none.
  public func descriptor(at address: PhysicalAddress) -> UInt64? {
    guard let segment = segment(of: address) else { return nil }
    let offset = address.raw - segment.start.raw
    // A damaged header may give a segment less than a word.
    guard segment.byteCount >= 8, offset <= segment.byteCount - 8 else { return nil }
    guard offset + 8 <= segment.fileBytes else { return partialWord(segment, offset) }
    return UInt64(
      littleEndian: file.bytes.loadUnaligned(
        fromByteOffset: segment.fileOffset + Int(offset), as: UInt64.self))
  }

  /// Lends words for reading, copied: a file may hold them at odd offsets.
  public func withWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    guard count > 0, count <= 1 << 20 else { return nil }
    var words: [UInt64] = []
    words.reserveCapacity(count)
    for index in 0..<count {
      guard let word = descriptor(at: address.advanced(by: UInt64(index) * 8)) else { return nil }
      words.append(word)
    }
    return body(words.span)
  }

  /// The segment `address` lies in, by halving.
  private func segment(of address: PhysicalAddress) -> Segment? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let segment = segments[low - 1]
    guard segment.byteCount >= 8, address.raw - segment.start.raw < segment.byteCount else {
      return nil
    }
    return segment
  }

  /// A word of which the file holds only the first bytes, or none.
  private func partialWord(_ segment: Segment, _ offset: UInt64) -> UInt64 {
    var word: UInt64 = 0
    for byte in 0..<8 as Range<UInt64> where offset + byte < segment.fileBytes {
      let value = file.bytes[segment.fileOffset + Int(offset + byte)]
      word |= UInt64(value) << (byte * 8)
    }
    return word
  }
}
