/// What a translation under way has seen and done so far.
public struct TranslationRun<Recorder: TranslationRecorder> {
  /// Who is told of the entries read.
  public var recorder: Recorder
  /// The writes to the tables so far; later reads see them.
  public var updates: [TableUpdate] = []

  /// Starts a run.
  @inlinable
  public init(_ recorder: Recorder) { self.recorder = recorder }

  /// The entry at `address` as the tables' byte order has it, with the run's own writes.
  @inlinable @inline(__always)
  func entry<Memory: PhysicalMemory & ~Copyable>(
    at address: PhysicalAddress, isBigEndian: Bool, in memory: borrowing Memory
  ) -> UInt64? {
    guard var word = memory.descriptor(at: address) else { return nil }
    if !updates.isEmpty { word = updates.last { $0.address == address }?.after ?? word }
    return isBigEndian ? word.byteSwapped : word
  }

  /// Notes that hardware turns one entry into another.
  @usableFromInline @inline(never)
  mutating func update(
    _ address: PhysicalAddress, stage: Stage, from before: UInt64, to after: UInt64,
    isBigEndian: Bool
  ) {
    updates.append(
      TableUpdate(
        address: address, stage: stage, before: isBigEndian ? before.byteSwapped : before,
        after: isBigEndian ? after.byteSwapped : after))
  }
}
