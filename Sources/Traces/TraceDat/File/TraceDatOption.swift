/// The options of a trace.dat file that say something to us, by number.
///
/// Source: trace-cmd.dat.v7(5).
enum TraceDatOption: UInt64 {
  case done = 0
  case date = 1
  case cpuStatistics = 2
  case buffer = 3
  case traceClock = 4
  case offset = 7
  case cpuCount = 8
  case timeShift = 12
  case clockToNanoseconds = 14
  case headers = 16
  case ftraceFormats = 17
  case eventFormats = 18
  case symbols = 19
  case printedStrings = 20
  case threadNames = 21
  case textBuffer = 22

  /// Whether its content is the place of a section with a part other than a buffer.
  var isPart: Bool {
    switch self {
    case .headers, .ftraceFormats, .eventFormats, .symbols, .printedStrings, .threadNames: true
    default: false
    }
  }
}
