/// Something that is told of every table entry a translation reads.
public protocol TranslationRecorder {
  /// Takes note of an entry just read.
  mutating func note(_ access: TableAccess)
}

/// A recorder that keeps nothing: for look-ups.
public struct NothingRecorded: TranslationRecorder {
  /// Makes one.
  @inlinable
  public init() {}

  /// Forgets the entry.
  @inlinable @inline(__always)
  public mutating func note(_ access: TableAccess) {}
}

/// The entries of one translation in order, 40 at most, held in place.
///
/// Five stage 1 entries of five stage 2 entries each, five for a table's update and five for the
/// output make 40.
public struct TableAccesses: TranslationRecorder, RandomAccessCollection, Sendable {
  @usableFromInline
  var storage: InlineArray<40, TableAccess>
  @usableFromInline
  var used = 0

  /// Makes an empty list.
  @inlinable
  public init() {
    let nothing = Descriptor(
      raw: 0, level: .three, format: DescriptorFormat(stage: .one, granule: .size4K))
    storage = InlineArray(
      repeating: TableAccess(
        purpose: .stage1, input: 0,
        step: WalkStep(tableAddress: PhysicalAddress(0), index: 0, descriptor: nothing),
        physicalAddress: PhysicalAddress(0)))
  }

  /// 0.
  @inlinable
  public var startIndex: Int { 0 }

  /// The number of entries read.
  @inlinable
  public var endIndex: Int { used }

  /// The entry at `position`, 0 being the first read.
  @inlinable
  public subscript(position: Int) -> TableAccess { storage[position] }

  /// Adds an entry; a 41st, which no translation reads, is dropped.
  @inlinable
  public mutating func note(_ access: TableAccess) {
    guard used < 40 else { return }
    storage[used] = access
    used &+= 1
  }
}

extension WalkSteps: TranslationRecorder {
  /// Keeps the entries of stage 1 alone, which is all there are without a stage 2.
  @inlinable
  public mutating func note(_ access: TableAccess) {
    if case .stage1 = access.purpose { append(access.step) }
  }
}
