/// One translation a TLB holds, or one table entry a walk cache holds.
///
/// It is a copy: the tables may have changed since, which is all there is to staleness.
///
/// Source: Arm ARM, "Translation Lookaside Buffers"; "TLB maintenance".
public struct TLBEntry: Hashable, Sendable {
  /// What was put together in the entry.
  public enum Contents: Hashable, Sendable {
    /// A leaf of stage 1: virtual to intermediate address (or physical, with no stage 2).
    case stage1
    /// A leaf of stage 2: intermediate to physical address.
    case stage2
    /// Leaves of both stages: virtual to physical address.
    case combined
    /// A table entry of a stage's walk: the way to the next table.
    case walk(Stage)
  }

  /// What was put together.
  public let contents: Contents
  /// The first input address: virtual, for stage 2 intermediate.
  public let start: UInt64
  /// log2 of the bytes it covers.
  public let sizeShift: UInt64
  /// The address space it belongs to (nG set); nil for a global entry, and at stage 2.
  public let asid: UInt16?
  /// The virtual machine.
  public let vmid: UInt16
  /// The granule of the tables it came from.
  public let granule: Granule
  /// The level of the leaf or table entry; of combined leaves stage 1's.
  public let level: Level
  /// Where ``start`` leads; for a table entry the next table.
  public let output: PhysicalAddress
  /// The descriptor it came from; of combined leaves stage 1's.
  public let raw: UInt64

  /// Makes an entry.
  init(
    _ contents: Contents, start: UInt64, sizeShift: UInt64, asid: UInt16?, vmid: UInt16,
    leaf: Descriptor, output: PhysicalAddress
  ) {
    self.contents = contents
    self.start = start & (UInt64.max << sizeShift)
    self.sizeShift = sizeShift
    self.asid = asid
    self.vmid = vmid
    granule = leaf.format.granule
    level = leaf.level
    self.output = output
    raw = leaf.raw
  }

  /// Whether the entry covers `address`.
  public func covers(_ address: UInt64) -> Bool { (address ^ start) >> sizeShift == 0 }

  /// Whether it covers an address of the `byteCount` bytes from `address` on.
  public func overlaps(_ address: UInt64, byteCount: UInt64) -> Bool {
    covers(address) || (start &- address) < byteCount
  }

  /// Whether stage 1 has part in it, so that it is found by virtual address.
  public var isByVirtualAddress: Bool {
    switch contents {
    case .stage1, .combined, .walk(.one): true
    case .stage2, .walk(.two): false
    }
  }

  /// Whether it is a table entry and not a translation.
  public var isWalkCache: Bool {
    if case .walk = contents { true } else { false }
  }
}
