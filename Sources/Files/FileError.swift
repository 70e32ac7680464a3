/// Why a file's bytes could not be had, and where.
public struct FileError: Error, Equatable {
  /// The file, as it was named.
  public var file: String
  /// What is wrong with it.
  public var problem: Problem

  /// What can be wrong with a file whatever is in it.
  public enum Problem: Equatable, Sendable {
    /// The system refused; its message.
    case cannotOpen(String)
    /// There is nothing in it.
    case empty
    /// Compressed data that does not decompress: the byte offset in the file and why.
    case damagedCompression(Compression, offset: Int, reason: String)
    /// It would take more memory than allowed; how it is compressed, if it is.
    case tooLarge(bytes: Int, limit: Int, Compression?)
  }

  /// Makes an error.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension FileError: CustomStringConvertible {
  /// A sentence that says what is wrong and what to do.
  public var description: String {
    switch problem {
    case .cannotOpen(let reason): "\(file): cannot be opened: \(reason)."
    case .empty: "\(file): is empty."
    case .damagedCompression(let compression, let offset, let reason):
      "\(file): \(compression) data is damaged at byte \(offset): \(reason). Compress it again."
    case .tooLarge(let bytes, let limit, nil):
      "\(file): has \(bytes) bytes or more; only \(limit) are read without a file of their own. "
        + "Save it, and open that file."
    case .tooLarge(let bytes, let limit, let compression?):
      "\(file): unpacks to \(bytes) bytes or more; only \(limit) are read without a file of their "
        + "own. Unpack it (\(compression.unpackCommand)), and open that file."
    }
  }
}
