import KVM
import Machine
import VMSA

/// What the Tables panel shows: what is mapped, as a map of the address space.
struct TablesView: Sendable {
  /// One cell of the map.
  enum Cell: Hashable, Sendable {
    /// Nothing is mapped.
    case none
    /// Never seen.
    case unknown
    /// Pages below a table, so many of so many.
    case pages(count: Int, of: Int)
    /// A block, or a part of one.
    case block
    /// Blocks and pages together, when a cell spans several entries.
    case mixed
    /// A table without a leaf in it.
    case emptyTable
  }

  /// A row of cells.
  struct Row: Hashable, Sendable {
    /// The first input address.
    var address: UInt64
    /// The cells.
    var cells: [Cell]
    /// The cells in which the current event changed something.
    var changed: Set<Int>
  }

  /// “VM 1 stage 2”.
  var name: String
  /// “4K 99 · 2M 1 · 1G 0”.
  var counts: String
  /// The rows with something in them.
  var rows: [Row]
  /// How many bytes a cell spans.
  var cellBytes: UInt64
  /// Why there are no rows; empty when there are.
  var note: String
  /// What a simulation knows beside the tables: TLBs, references, dirty pages.
  var facts: [StateFact] = []
}
