import VMSA

/// A real translation table that a model's variables stand for, with real descriptors.
public struct RenderedTable: Hashable, Sendable {
  /// Which tree it is of.
  public enum Tree: Int, Hashable, Sendable, CaseIterable {
    /// The guest's stage 2.
    case stage2
    /// The process's own tables.
    case process
  }

  /// The tree.
  public var tree: Tree
  /// The level of its entries.
  public var level: Level
  /// The first input address it translates.
  public var inputBase: UInt64
  /// Where it lies in physical memory.
  public var address: UInt64
  /// The entries that are not 0, by index.
  public var entries: [Int: UInt64] = [:]
  /// The table above it in the list, and the entry there; nil for a root.
  public var parent: Parent?

  /// The entry that leads to a table.
  public struct Parent: Hashable, Sendable {
    /// A place in the list of tables.
    public var table: Int
    /// The entry's index.
    public var entry: Int
  }

  /// How many entries it has: 512, and 1024 for the concatenated root of stage 2.
  public var entryCount: Int { tree == .stage2 && parent == nil ? 1024 : 512 }
}
