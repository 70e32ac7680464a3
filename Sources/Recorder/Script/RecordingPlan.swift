/// What a person wants recorded, and where to.
public struct RecordingPlan: Hashable, Sendable {
  /// The file the recording is written to.
  public var output = "trace.txt"
  /// Whether it is compressed with gzip.
  public var isCompressed = false
  /// Kibibytes of buffer for each CPU.
  public var bufferKibibytes = 16_384
  /// The clock of the time stamps, as tracefs's trace_clock names it.
  public var clock = "mono"
  /// The one process to record; nil for all.
  public var process: Int?
  /// Seconds to record; nil for until it is interrupted.
  public var seconds: Int?
  /// The command to record, and its arguments; empty for none.
  public var command: [String] = []
  /// The kernel whose layouts are used; nil for the running one's.
  public var kernel: KernelVersion?
  /// Whether clones that compilers made of functions are recorded.
  public var usesClones = false

  /// The plan that changes nothing.
  public init() {}
}
