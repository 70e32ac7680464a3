/// What is wrong with a part of a trace.dat file, and where.
struct TraceDatDamage: Error, Equatable {
  /// The byte of the file; of the section's content when that is compressed.
  var offset: Int
  /// What should be there.
  var expected: String
  /// What is there.
  var found: String

  /// The same as a problem of the whole file.
  var problem: TraceFileError.Problem {
    .damaged(offset: offset, expected: expected, found: found)
  }

  /// A sentence for the list of what could not be read.
  var sentence: String { "byte \(offset): expected \(expected), found \(found)" }
}
