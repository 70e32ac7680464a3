/// Compressed bytes of a version 7 file that are unpacked on their own.
struct TraceDatChunk {
  /// Where they stand in the file.
  var range: Range<Int>
  /// How many bytes are in them.
  var count: Int
}
