import CZstd

/// Zstandard frames, one after the other.
final class ZstdDecompressor: Decompressor {
  private let stream: OpaquePointer

  init?(memoryLimit: Int) {
    guard let stream = ZSTD_createDStream() else { return nil }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecompressionStep {
    var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var to = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(stream, &to, &from)
    let outcome: DecompressionStep.Outcome =
      if ZSTD_isError(result) != 0 {
        .damaged(reason: String(cString: ZSTD_getErrorName(result)))
      } else {
        // 0: a frame is decoded and flushed.
        result == 0 ? .complete : .inside
      }
    return DecompressionStep(consumed: from.pos, produced: to.pos, outcome: outcome)
  }
}
