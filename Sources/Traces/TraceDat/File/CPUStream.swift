import Files

/// The ring-buffer pages of one CPU of one buffer, one behind the other.
///
/// Immutable and kept alive by whoever owns the bytes, which makes it safe to share.
struct CPUStream: @unchecked Sendable {
  /// The CPU's number.
  let cpu: Int
  /// The buffer's name: empty for the top one, else the instance's.
  let buffer: String
  /// The pages.
  let bytes: UnsafeRawBufferPointer
  /// The size of a page in bytes, header and all.
  let pageSize: Int
  /// Where its first byte is counted from, so that a place tells of all streams which it is in.
  let base: Int
  private let owner: AnyObject

  init(
    cpu: Int, buffer: String, pageSize: Int, base: Int, file: FileBytes, range: Range<Int>
  ) {
    self.cpu = cpu
    self.buffer = buffer
    self.pageSize = pageSize
    self.base = base
    bytes = UnsafeRawBufferPointer(rebasing: file.bytes[range.clamped(to: 0..<file.bytes.count)])
    owner = file
  }

  init(cpu: Int, buffer: String, pageSize: Int, base: Int, content: ContentMemory) {
    self.cpu = cpu
    self.buffer = buffer
    self.pageSize = pageSize
    self.base = base
    bytes = content.bytes
    owner = content
  }
}
