import CLzma

/// Xz streams, one after the other, with padding between and behind them.
final class XzDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<lzma_stream>

  /// What `xz -9` needs, with room to spare: a small limit for the content must not refuse it.
  private static let leastMemory = 128 << 20
  /// LZMA_CONCATENATED: go on with the next stream. Source: lzma/container.h of liblzma 5.
  private static let concatenated: UInt32 = 0x08

  init?(memoryLimit: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    let memory = UInt64(max(memoryLimit, XzDecompressor.leastMemory))
    let made = lzma_stream_decoder(stream, memory, XzDecompressor.concatenated)
    guard made == LZMA_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecompressionStep {
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = output.count
    // All there is is always given, so this is the end: only then may a stream be the last.
    let result = lzma_code(stream, LZMA_FINISH)
    return DecompressionStep(
      consumed: input.count - stream.pointee.avail_in,
      produced: output.count - stream.pointee.avail_out,
      outcome: outcome(result))
  }

  private func outcome(_ result: lzma_ret) -> DecompressionStep.Outcome {
    switch result {
    case LZMA_STREAM_END: .complete
    // LZMA_BUF_ERROR: no progress was possible; the loop sees that itself.
    case LZMA_OK, LZMA_BUF_ERROR: .inside
    case LZMA_MEMLIMIT_ERROR: .tooLarge(bytes: Int(clamping: lzma_memusage(stream)))
    case LZMA_MEM_ERROR: .damaged(reason: "no memory to decompress it")
    case LZMA_FORMAT_ERROR: .damaged(reason: "this is no beginning of a stream")
    case LZMA_OPTIONS_ERROR: .damaged(reason: "it uses what this version of liblzma does not know")
    case LZMA_DATA_ERROR: .damaged(reason: "the data is corrupt")
    default: .damaged(reason: "error \(result.rawValue)")
    }
  }
}
