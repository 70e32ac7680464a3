extension FileBytes {
  /// The content of compressed bytes, in memory; other bytes as they are.
  ///
  /// Data that ends in the middle gives what came until there and ``isCutOff``.
  ///
  /// - Throws: ``FileError`` when they are damaged or would need more memory than allowed.
  public func unpacked(name: String, limit: Int = memoryLimit) throws(FileError) -> FileBytes {
    switch Compression(of: bytes) {
    case nil: self
    case .zstd: try unpacked(by: ZstdDecompressor.self, .zstd, name: name, limit: limit)
    case .gzip: try unpacked(by: GzipDecompressor.self, .gzip, name: name, limit: limit)
    case .xz: try unpacked(by: XzDecompressor.self, .xz, name: name, limit: limit)
    }
  }

  private func unpacked<D: Decompressor>(
    by _: D.Type, _ compression: Compression, name: String, limit: Int
  ) throws(FileError) -> FileBytes {
    guard let decompressor = D(memoryLimit: limit) else {
      throw FileError(file: name, problem: .cannotOpen("no memory to decompress it"))
    }
    var content = GrowingBytes()
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var position = 0
    var isComplete = false
    while position < bytes.count || !isComplete {
      let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(position))
      let step = chunk.withUnsafeMutableBytes { decompressor.decompress(rest, into: $0) }
      position += step.consumed
      try check(step, compression, at: position, name: name, limit: limit)
      try grow(&content, by: chunk, step.produced, compression, name: name, limit: limit)
      isComplete = step.outcome == .complete
      // No progress with input used up: the file ends inside a frame. What came is kept.
      if step.consumed == 0 && step.produced == 0 { break }
    }
    guard content.count > 0 else {
      guard !isComplete else { throw FileError(file: name, problem: .empty) }
      let reason = "it ends before any content"
      throw FileError(
        file: name,
        problem: .damagedCompression(compression, offset: bytes.count, reason: reason))
    }
    return FileBytes(content, isCutOff: !isComplete)
  }

  /// Throws what makes going on impossible.
  private func check(
    _ step: DecompressionStep, _ compression: Compression, at offset: Int, name: String, limit: Int
  ) throws(FileError) {
    switch step.outcome {
    case .inside, .complete: break
    case .damaged(let reason):
      throw FileError(
        file: name, problem: .damagedCompression(compression, offset: offset, reason: reason))
    case .tooLarge(let bytes):
      throw FileError(file: name, problem: .tooLarge(bytes: bytes, limit: limit, compression))
    }
  }

  private func grow(
    _ content: inout GrowingBytes, by chunk: [UInt8], _ count: Int, _ compression: Compression,
    name: String, limit: Int
  ) throws(FileError) {
    guard content.count + count <= limit else {
      let bytes = content.count + count
      throw FileError(file: name, problem: .tooLarge(bytes: bytes, limit: limit, compression))
    }
    guard content.append(chunk, count: count) else {
      throw FileError(file: name, problem: .cannotOpen("no memory for its content"))
    }
  }
}
