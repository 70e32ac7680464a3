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
    case damagedCompression(offset: Int, reason: String)
    /// It would take more memory than allowed.
    case tooLarge(bytes: Int, limit: Int)
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
    case .damagedCompression(let offset, let reason):
      "\(file): zstd data is damaged at byte \(offset): \(reason). Compress it again."
    case .tooLarge(let bytes, let limit):
      "\(file): unpacks to \(bytes) bytes or more; only \(limit) are read without a file of their own. "
        + "Unpack it (zstd -d) or save it, and open that file."
    }
  }
}
