import VMSA

/// Why existing tables can't be taken over, and where: in which entry, for which input address.
public struct AdoptError: Error, Hashable {
  /// Where the entry stands that is at fault; the first table itself when nothing leads there.
  public var entry: PhysicalAddress
  /// The level of the entry's table.
  public var level: Level
  /// The first input address the entry translates.
  public var input: UInt64
  /// What is wrong.
  public var problem: Problem

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    /// The memory doesn't know all of this table.
    case unknownTable(PhysicalAddress)
    /// A table above the physical address size.
    case tableTooFar(PhysicalAddress)
    /// A leaf that leads above the physical address size.
    case outputTooFar(PhysicalAddress)
    /// The entry leads back to a table on the way to it.
    case loop(PhysicalAddress)
    /// Another entry, at `first`, leads to the same table.
    case linkedTwice(PhysicalAddress, first: PhysicalAddress)
    /// `0b01` where no leaf may stand: walks take it for invalid, and so it can't be counted.
    case reservedDescriptor(UInt64)
    /// The entry has the contiguous hint, but its run's entry of this index doesn't belong to it.
    case brokenRun(index: Int)
    /// The tree has more tables than were allowed.
    case tooManyTables(limit: Int)
    /// The pool's pages are of another size than the tables.
    case poolOfOtherGranule
  }

  /// Makes an error.
  public init(entry: PhysicalAddress, level: Level, input: UInt64, _ problem: Problem) {
    self.entry = entry
    self.level = level
    self.input = input
    self.problem = problem
  }
}

extension AdoptError: CustomStringConvertible {
  /// A sentence that says what is wrong, and where.
  public var description: String {
    "\(Hexadecimal.grouped(input)): the entry of \(level.words) at \(entry) \(problem.words)."
  }
}

extension AdoptError.Problem {
  /// What is wrong with the entry, in words.
  public var words: String {
    switch self {
    case .unknownTable(let table): "leads to \(table), where there is no memory"
    case .tableTooFar(let table): "leads to \(table), above the physical address size"
    case .outputTooFar(let output): "maps \(output), above the physical address size"
    case .loop(let table): "leads back to \(table), from where it was reached"
    case .linkedTwice(let table, let first):
      "leads to \(table), as the entry at \(first) does already"
    case .reservedDescriptor(let raw): "is reserved: \(Hexadecimal.grouped(raw))"
    case .brokenRun(let index): "is in a contiguous run that entry \(index) doesn't fit"
    case .tooManyTables(let limit): "leads to a table more than the \(limit) allowed"
    case .poolOfOtherGranule: "stands in tables of another granule than the pool's pages"
    }
  }
}
