/// Where the parts of a version 7 file are.
struct TraceDatIndex {
  /// The sections of options that were read, by their places.
  var options: Set<UInt64> = []
  /// Headers, formats, symbols and names.
  var parts: [(option: TraceDatOption, offset: UInt64)] = []
  /// The buffers that options tell of.
  var buffers: [TraceDatBuffer] = []
  /// The buffers' sections that no option tells of.
  var lostBuffers: [TraceDatSection] = []
}
