#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes collected piece by piece in memory that is handed over at the end without a copy.
struct GrowingBytes: ~Copyable {
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0
  /// How many bytes there are.
  private(set) var count = 0

  deinit { free(start) }

  /// Adds the first bytes of a piece; false when there is no memory for them.
  mutating func append(_ piece: [UInt8], count added: Int) -> Bool {
    guard added > 0 else { return true }
    if count + added > capacity {
      let wanted = max(capacity * 2, count + added, 1 << 16)
      guard let grown = realloc(start, wanted) else { return false }
      start = grown
      capacity = wanted
    }
    piece.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress else { return }
      start?.advanced(by: count).copyMemory(from: from, byteCount: min(added, bytes.count))
    }
    count += added
    return true
  }

  /// Gives the bytes away; whoever takes them must `free` them.
  consuming func release() -> UnsafeRawBufferPointer {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    discard self
    return bytes
  }
}
