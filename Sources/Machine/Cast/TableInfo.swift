import VMSA

/// A tree of translation tables, by its root.
public struct RootInfo: Hashable, Sendable {
  /// What the screen calls it, such as “VM 1 stage 2”.
  public var name: String
  /// How its descriptors are read.
  public var format: DescriptorFormat
  /// The level of its first table.
  public var startLevel: Level
  /// Whether hardware forces write-back by stage 2 (FEAT_S2FWB); nil when not known.
  public var forcedWriteBack: Bool?
  /// Its first table, an index into ``Cast/tables``; concatenated tables count as one.
  public var table: Int
  /// Whether nothing was mapped when the recording began, so that what was not seen is empty.
  public var isWhollyRecorded: Bool

  /// Makes a root.
  public init(
    name: String, format: DescriptorFormat, startLevel: Level, forcedWriteBack: Bool? = nil,
    table: Int, isWhollyRecorded: Bool
  ) {
    self.name = name
    self.format = format
    self.startLevel = startLevel
    self.forcedWriteBack = forcedWriteBack
    self.table = table
    self.isWhollyRecorded = isWhollyRecorded
  }
}

/// One life of a translation table: from being linked into a tree to being dropped.
public struct TableInfo: Hashable, Sendable {
  /// The root of its tree, an index into ``Cast/roots``.
  public var root: Int
  /// The level of its entries.
  public var level: Level
  /// The first input address it translates.
  public var inputBase: UInt64
  /// How many entries it has; more than a granule holds when root tables are concatenated.
  public var entryCount: Int
  /// The slot of its first entry.
  public var firstSlot: Int
  /// The slot of the parent's entry that points to it; nil for a root's table.
  public var parentSlot: Int?
  /// The kernel virtual address it was seen at; nil when never seen.
  public var kernelAddress: UInt64?
  /// Whether it was linked, empty, within the recording; else its entries are unknown until seen.
  public var isBornEmpty: Bool
  /// The granule of its entries' spans.
  public var granule: Granule

  /// Makes a table's life.
  public init(
    root: Int, level: Level, inputBase: UInt64, entryCount: Int, firstSlot: Int,
    parentSlot: Int?, kernelAddress: UInt64?, isBornEmpty: Bool, granule: Granule
  ) {
    self.root = root
    self.level = level
    self.inputBase = inputBase
    self.entryCount = entryCount
    self.firstSlot = firstSlot
    self.parentSlot = parentSlot
    self.kernelAddress = kernelAddress
    self.isBornEmpty = isBornEmpty
    self.granule = granule
  }

  /// The first input address an entry translates.
  public func inputAddress(ofEntry index: Int) -> UInt64 {
    inputBase &+ UInt64(truncatingIfNeeded: index) &* granule.entrySpanBytes(at: level)
  }

  /// The entry that translates an input address; nil when the table does not cover it.
  public func entryIndex(of inputAddress: UInt64) -> Int? {
    guard inputAddress >= inputBase else { return nil }
    let index = (inputAddress - inputBase) >> UInt64(granule.shift(at: level))
    return index < UInt64(entryCount) ? Int(index) : nil
  }
}
