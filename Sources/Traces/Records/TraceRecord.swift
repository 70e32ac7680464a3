/// One record of a recording in any format: who, where, when, of what kind, and where it stands.
struct TraceRecord {
  /// The thread's id.
  var identifier: Int
  /// The CPU.
  var cpu: Int
  /// Nanoseconds of the recording's clock, or that clock's own ticks.
  var timeNanoseconds: Int64
  /// An index into ``EventKindTable/names``.
  var kind: Int
  /// The number of its first line from 1; 0 in formats without lines.
  var line: Int
  /// Where it stands in its source, in bytes.
  var bytes: Range<Int>
  /// Whether it is a function tracer's, which tells of a call or a return but no fields.
  var isBareCall = false
}
