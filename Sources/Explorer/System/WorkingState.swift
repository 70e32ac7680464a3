/// A state that a move is made in: its words, and a list of what the move changed, so that it can be
/// packed by its differences and taken back.
@frozen public struct WorkingState {
  /// The words.
  public let words: UnsafeMutablePointer<Int32>
  /// What was changed so far, in order.
  public let changes: UnsafeMutablePointer<WordChange>
  /// How many changes there are.
  public let count: UnsafeMutablePointer<Int>

  /// Makes one of memory that somebody else keeps; there is room for all changes of a move.
  public init(
    words: UnsafeMutablePointer<Int32>, changes: UnsafeMutablePointer<WordChange>,
    count: UnsafeMutablePointer<Int>
  ) {
    self.words = words
    self.changes = changes
    self.count = count
  }

  /// Gives a word a value, and notes it where that is another one.
  @inlinable
  public func set(_ word: Int, to value: Int32) {
    let difference = value &- words[word]
    guard difference != 0 else { return }
    words[word] = value
    changes[count.pointee] = WordChange(word: Int32(truncatingIfNeeded: word), difference)
    count.pointee &+= 1
  }

  /// A word.
  @inlinable
  public subscript(word: Int) -> Int32 { words[word] }
}

/// A word that became greater by so much, or smaller.
@frozen public struct WordChange {
  /// Which word.
  public var word: Int32
  /// The new value less the old one.
  public var difference: Int32

  /// Makes a change.
  @inlinable
  public init(word: Int32, _ difference: Int32) {
    self.word = word
    self.difference = difference
  }
}
