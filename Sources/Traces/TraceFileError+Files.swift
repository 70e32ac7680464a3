import Files

extension TraceFileError {
  /// The same problem, of a file that should have been a recording.
  init(_ error: FileError) {
    let problem: Problem =
      switch error.problem {
      case .cannotOpen(let reason): .cannotOpen(reason)
      case .empty: .empty
      case .damagedCompression(let compression, let offset, let reason):
        .damagedCompression(compression, offset: offset, reason: reason)
      case .tooLarge(let bytes, let limit, let compression):
        .tooLarge(bytes: bytes, limit: limit, compression)
      }
    self.init(file: error.file, problem: problem)
  }
}
