/// Why a recording could not be read, and where.
public struct TraceFileError: Error, Equatable {
  /// The file, as it was named.
  public var file: String
  /// What is wrong with it.
  public var problem: Problem

  /// What can be wrong with a recording as a whole.
  public enum Problem: Equatable, Sendable {
    /// The system refused; its message.
    case cannotOpen(String)
    /// There is nothing in it.
    case empty
    /// A format we know of, but don't read (yet), and what to do instead.
    case unreadableFormat(name: String, advice: String)
    /// No line of it looks like a trace; the first byte that is not text, if any.
    case notATrace(firstBinaryByte: Int?)
    /// Compressed data that does not decompress: the byte offset in the file and why.
    case damagedCompression(offset: Int, reason: String)
    /// It would take more memory than allowed.
    case tooLarge(bytes: Int, limit: Int)
    /// A binary recording whose bytes are not what its format says: where, and what is there instead.
    case damaged(offset: Int, expected: String, found: String)
  }

  /// Makes an error.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension TraceFileError: CustomStringConvertible {
  /// A sentence that says what is wrong and what to do.
  public var description: String {
    switch problem {
    case .cannotOpen(let reason): "\(file): cannot be opened: \(reason)."
    case .empty: "\(file): is empty; expected an ftrace recording. \(Self.howToRecord)"
    case .unreadableFormat(let name, let advice): "\(file): is \(name). \(advice)"
    case .notATrace(let byte?):
      "\(file): byte \(byte) is not text; expected an ftrace recording as text. \(Self.howToRecord)"
    case .notATrace(nil):
      "\(file): no line looks like “comm-pid [cpu] flags time: event: …”; expected an ftrace "
        + "recording as text. \(Self.howToRecord)"
    case .damagedCompression(let offset, let reason):
      "\(file): zstd data is damaged at byte \(offset): \(reason). Compress it again."
    case .damaged(let offset, let expected, let found):
      "\(file): is damaged or cut off at byte \(offset): expected \(expected), found \(found). "
        + "Copy or record it again."
    case .tooLarge(let bytes, let limit):
      "\(file): unpacks to \(bytes) bytes or more; only \(limit) are read without a file of their own. "
        + "Unpack it (zstd -d) or save it, and open that file."
    }
  }

  private static let howToRecord =
    "Copy tracefs's “trace” file, or see “Record your own” in README.md."
}
