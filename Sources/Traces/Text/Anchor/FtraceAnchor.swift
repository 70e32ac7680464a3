/// What stands before the event in a record: `comm-pid [cpu] flags time:`, or another form of it.
struct FtraceAnchor: Equatable {
  /// The thread's name with the blanks that pad it.
  var paddedCommand: Range<Int>
  /// The thread's id.
  var identifier: Int
  /// The CPU.
  var cpu: Int
  /// Nanoseconds; for clocks printed without a dot, their own ticks.
  var time: Int64
  /// Whether the clock printed a unit, so that ``time`` is nanoseconds.
  var hasFraction: Bool
  /// Where the event's name begins.
  var event: Int

  /// The width the kernel pads a thread's name to.
  static let commandWidth = 16
  /// More CPUs than any kernel is built for.
  static let largestCPU = Int(UInt16.max)

  /// The thread's name, without the padding before it.
  func command(in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var first = paddedCommand.lowerBound
    while first < paddedCommand.upperBound, bytes[first] == 0x20 { first += 1 }
    return first..<paddedCommand.upperBound
  }
}
