/// The run of entries a leaf with the Contiguous bit belongs to, which a TLB may hold as one.
///
/// All members must be leaves with the bit set, map adjacent memory aligned to the whole run, and
/// agree in everything but what hardware writes: the access flag and the dirty state. If they don't,
/// a TLB may return any of them, or report a conflict.
///
/// Source: Arm ARM, "Contiguous bit" and "Misprogramming of the Contiguous bit".
public struct ContiguousRun: Hashable, Sendable {
  /// The first member's index in its table.
  public let firstIndex: Int
  /// How many members there are: 16, 32 or 128.
  public let count: Int
  /// The memory all members span together.
  public let sizeBytes: UInt64
  /// Whether the members agree.
  public let consistency: Consistency

  /// Whether the members of a run agree.
  public enum Consistency: Hashable, Sendable {
    /// They do.
    case consistent
    /// The member of this index is the first that doesn't fit the first member.
    case broken(index: Int)
    /// The memory doesn't know the member of this index.
    case unknown(index: Int)
  }

  /// Looks at the run the entry of `step` belongs to.
  ///
  /// Nil when the entry is no leaf, doesn't have the bit (52), or its level has no runs.
  public init?<Memory: PhysicalMemory & ~Copyable>(
    of step: WalkStep, in memory: borrowing Memory, isBigEndian: Bool = false
  ) {
    let descriptor = step.descriptor
    let granule = descriptor.format.granule
    guard descriptor.isLeaf, descriptor.raw.bit(52),
      let count = granule.contiguousEntries(at: step.level)
    else { return nil }
    self.count = count
    firstIndex = step.index / count * count
    sizeBytes = UInt64(count) * descriptor.leafSizeBytes
    var first: Descriptor?
    var consistency = Consistency.consistent
    for index in firstIndex..<firstIndex + count {
      let address = step.tableAddress.advanced(by: UInt64(index) * 8)
      guard let word = memory.descriptor(at: address) else {
        consistency = .unknown(index: index)
        break
      }
      let member = Descriptor(
        raw: isBigEndian ? word.byteSwapped : word, level: step.level, format: descriptor.format)
      let leader = first ?? member
      first = leader
      guard Self.fits(member, after: leader, by: index - firstIndex, runBytes: sizeBytes) else {
        consistency = .broken(index: index)
        break
      }
    }
    self.consistency = consistency
  }

  /// Whether `member` is what the entry `distance` after `first` must be.
  private static func fits(
    _ member: Descriptor, after first: Descriptor, by distance: Int, runBytes: UInt64
  ) -> Bool {
    guard member.isLeaf, member.raw.bit(52) else { return false }
    let start = first.outputAddress
    let expected = start.advanced(by: UInt64(distance) * member.leafSizeBytes)
    return start.offset(in: runBytes) == 0 && member.outputAddress == expected
      && attributes(of: member) == attributes(of: first)
  }

  /// Everything in a leaf but its address, the access flag and the dirty state.
  static func attributes(of leaf: Descriptor) -> UInt64 {
    var raw = leaf.raw & ~(1 << 10)
    if raw.bit(51) { raw &= ~(1 << 7) }
    for part in leaf.format.addressBits(from: leaf.format.granule.shift(at: leaf.level)) {
      raw &= ~.mask(part.bits)
    }
    return raw
  }
}

extension Granule {
  /// How many entries of `level` make a contiguous run; nil where there are none.
  ///
  /// 4K: 16 at levels 1 to 3. 16K: 32 at level 2, 128 at level 3. 64K: 32 at levels 2 and 3.
  public func contiguousEntries(at level: Level) -> Int? {
    switch (self, level) {
    case (.size4K, .one), (.size4K, .two), (.size4K, .three): 16
    case (.size16K, .two), (.size64K, .two), (.size64K, .three): 32
    case (.size16K, .three): 128
    default: nil
    }
  }
}
