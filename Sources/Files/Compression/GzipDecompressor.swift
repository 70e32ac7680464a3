import CZlib

/// Gzip members, one after the other, with zero bytes behind the last as tapes have them.
final class GzipDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the last member has ended.
  private var isBetweenMembers = false

  init?(memoryLimit: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window there is, 32 KiB. 16 more: with a gzip header and checksum.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecompressionStep {
    if isBetweenMembers {
      if input.allSatisfy({ $0 == 0 }) {
        return DecompressionStep(consumed: input.count, produced: 0, outcome: .complete)
      }
      isBetweenMembers = false
      inflateReset(stream)
    }
    // zlib counts in 32 bits.
    let given = min(input.count, 1 << 30)
    let room = min(output.count, 1 << 30)
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(given)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let result = inflate(stream, Z_NO_FLUSH)
    return DecompressionStep(
      consumed: given - Int(stream.pointee.avail_in),
      produced: room - Int(stream.pointee.avail_out),
      outcome: outcome(result))
  }

  private func outcome(_ result: Int32) -> DecompressionStep.Outcome {
    switch result {
    case Z_STREAM_END:
      isBetweenMembers = true
      return .complete
    // Z_BUF_ERROR: no progress was possible; the loop sees that itself.
    case Z_OK, Z_BUF_ERROR: return .inside
    case Z_MEM_ERROR: return .damaged(reason: "no memory to decompress it")
    default:
      return .damaged(reason: stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)")
    }
  }
}
