/// One line, or one record that may begin on one line and end on a later one, of ftrace text.
struct FtraceItem {
  /// What it is.
  enum Kind {
    /// An event.
    case record(FtraceAnchor)
    /// A further line of the record before.
    case continuation
    /// A line that looks like a record but stands in a marker's text: counted as not read.
    case imitation
    /// A line that begins with “#”, and other lines about the recording.
    case comment
    /// `CPU:1 [LOST 121 EVENTS]`: the count.
    case lost(Int)
    /// Nothing we know; it is kept and counted.
    case unparsed
  }

  /// What it is.
  var kind: Kind
  /// The number of its (first) line, from 1.
  var line: Int
  /// Its bytes, without the last line end.
  var bytes: Range<Int>
}
