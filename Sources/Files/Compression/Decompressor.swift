/// Undoes one kind of compression, piece by piece.
///
/// The library's state has addresses of its own inside, so a decompressor is an object that stays
/// where it is and frees that state at its end.
protocol Decompressor: AnyObject {
  /// Makes one; nil when there is no memory for it.
  ///
  /// - Parameter memoryLimit: most bytes of memory to take for the state.
  init?(memoryLimit: Int)

  /// Decompresses from the beginning of `input` to the beginning of `output`.
  ///
  /// It makes progress (takes or gives bytes) unless it is damaged or the input is used up.
  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecompressionStep
}

/// What a ``Decompressor`` did in one call.
struct DecompressionStep {
  /// How many bytes of the input were used.
  var consumed: Int
  /// How many bytes of output were made.
  var produced: Int
  /// How it stands now.
  var outcome: Outcome

  enum Outcome: Equatable {
    /// In the middle of a frame, member or stream.
    case inside
    /// Where the data may end.
    case complete
    /// The data is not as it must be, and why.
    case damaged(reason: String)
    /// Its state alone would take more memory than allowed.
    case tooLarge(bytes: Int)
  }
}
