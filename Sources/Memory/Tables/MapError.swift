import VMSA

/// Why tables could not be changed as asked, and where. Whenever one is thrown, they map what they
/// mapped before.
public struct MapError: Error, Hashable {
  /// The input address at which it was found.
  public var input: UInt64
  /// What is wrong.
  public var problem: Problem

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    /// The root translates no such address.
    case outsideInput
    /// The address isn't a multiple of this many bytes.
    case misalignedInput(bytes: UInt64)
    /// The output address isn't a multiple of this many bytes.
    case misalignedOutput(PhysicalAddress, bytes: UInt64)
    /// The output address has more bits than the root allows.
    case outputTooLarge(PhysicalAddress)
    /// A length of nothing, or of parts of pages.
    case badLength(bytes: UInt64)
    /// No leaf may stand at this level.
    case noLeafAt(Level)
    /// Something is mapped there, or below, by an entry of this level.
    case alreadyMapped(Level)
    /// Nothing is mapped: the entry of this level is invalid.
    case notMapped(Level)
    /// The region ends inside a leaf of this level.
    case insideLeaf(Level)
    /// The entry of this level is no block.
    case notBlock(Level)
    /// The entry of this level is no table.
    case notTable(Level)
    /// The entry of the table limits what the leaves below allow.
    case limitedTable
    /// A table's entry of this index keeps it from being one block.
    case unevenTable(index: Int)
    /// No page is left for a table.
    case noTablesLeft
    /// A table outside the pool, or an entry outside the memory.
    case foreignTable(PhysicalAddress)
  }

  /// Makes an error.
  public init(_ input: UInt64, _ problem: Problem) {
    self.input = input
    self.problem = problem
  }
}

extension MapError: CustomStringConvertible {
  /// A sentence that says what is wrong.
  public var description: String { "\(Hexadecimal.grouped(input)): \(problem.words)." }
}

extension MapError.Problem {
  /// What is wrong, in words.
  public var words: String {
    switch self {
    case .outsideInput: "the tables translate no such address"
    case .misalignedInput(let bytes): "is no multiple of \(bytes) bytes"
    case .misalignedOutput(let output, let bytes):
      "its output \(output) is no multiple of \(bytes) bytes"
    case .outputTooLarge(let output): "its output \(output) is above the physical address size"
    case .badLength(let bytes): "\(bytes) bytes are no whole number of pages"
    case .noLeafAt(let level): "no leaf may stand at \(level.words)"
    case .alreadyMapped(let level): "something is mapped at \(level.words)"
    case .notMapped(let level): "nothing is mapped at \(level.words)"
    case .insideLeaf(let level): "the region ends inside a leaf of \(level.words)"
    case .notBlock(let level): "there is no block at \(level.words)"
    case .notTable(let level): "there is no table at \(level.words)"
    case .limitedTable: "its table's entry limits what the leaves allow"
    case .unevenTable(let index): "entry \(index) keeps its table from being one block"
    case .noTablesLeft: "no page is left for a table"
    case .foreignTable(let table): "\(table) belongs to no table of this tree"
    }
  }
}
