import VMSA

/// A translation of two stages as the grid it is: a row for each address that stage 2 translates, a
/// column for each of its levels, and the stage 1 entry that is found so.
///
/// Four levels at each stage make 24 lookups: four rows of four stage 2 entries and one of stage 1, and
/// four stage 2 entries for the output. A stage that starts lower, or ends in a block, leaves lookups
/// out; a fault ends the grid where it is met.
public struct NestedGrid: Hashable, Sendable {
  /// One entry that is read.
  public struct Lookup: Hashable, Sendable {
    /// Which of all lookups it is, from 1, in the order in which they are made.
    public var number: Int
    /// The stage of its table.
    public var stage: Stage
    /// The level of its table.
    public var level: Level
    /// The entry's number in the table; nil where that isn't known.
    public var index: Int?
    /// Where the entry stands in memory.
    public var address: PhysicalAddress
    /// What is in it, or that nobody knows.
    public var summary: String
    /// Whether the translation ends here without an answer.
    public var isStop = false
  }

  /// What an address is translated for, and the entries read for that.
  public struct Row: Hashable, Sendable {
    /// What it is for.
    public var purpose: TableAccess.Purpose
    /// “stage 1 L0 PGD”, “output”.
    public var name: String
    /// The address that stage 2 translates.
    public var input: UInt64
    /// The stage 2 entries, from the top.
    public var stage2: [Lookup] = []
    /// The stage 1 entry that was found; nil for the output, and where it wasn't come to.
    public var stage1: Lookup?

    /// Its lookups in order.
    public var lookups: [Lookup] { stage2 + [stage1].compactMap(\.self) }
  }

  /// “VA 0xffff_8000_8001_2340 · EL1&0 · privileged read”.
  public var title: String
  /// The levels of stage 2 that are looked up, from the top.
  public var levels: [Level]
  /// The rows, from the top.
  public var rows: [Row]
  /// Where the translation came to, in words.
  public var outcome: String
  /// The output; nil where there is none.
  public var output: PhysicalAddress?

  /// How many entries are read, that at which it stops for want of an entry among them.
  public var lookupCount: Int { rows.reduce(0) { $0 + $1.lookups.count } }

  /// A lookup by its number from 1; nil where there is none.
  public func lookup(_ number: Int) -> (row: Row, lookup: Lookup)? {
    for row in rows {
      if let found = row.lookups.first(where: { $0.number == number }) { return (row, found) }
    }
    return nil
  }
}
