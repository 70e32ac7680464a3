/// One buffer of a version 7 file, as its option tells.
struct TraceDatBuffer {
  /// Where the pages of one CPU stand.
  struct CPU {
    var number: UInt64
    var offset: UInt64
    var size: UInt64
  }
  /// Where its section begins.
  var section: UInt64
  /// Its name: empty for the top one.
  var name: String
  /// The clock of its times.
  var clock: String
  /// The size of its pages in bytes.
  var pageSize: Int
  /// Its CPUs, as they stand in the file.
  var cpus: [CPU] = []
  /// Whether it is a latency tracer's text.
  var isText: Bool
}
