/// A test that nearly every good leaf passes, and no other: two masks and two comparisons.
///
/// What doesn't pass may still be good; then the rules are asked one by one.
@usableFromInline
struct LeafFilter: Hashable, Sendable {
  /// The bits of a leaf that count, bits 1:0 always among them.
  @usableFromInline let leafMask: UInt64
  /// What they have to be, of a page.
  @usableFromInline let leafBits: UInt64
  /// The bits that must be clear in every table entry on the way.
  @usableFromInline let tablesMask: UInt64

  @inlinable @inline(__always)
  init(leafMask: UInt64, leafBits: UInt64, tablesMask: UInt64) {
    self.leafMask = leafMask
    self.leafBits = leafBits
    self.tablesMask = tablesMask
  }

  /// What passes both filters.
  @inlinable @inline(__always)
  func and(_ other: LeafFilter) -> LeafFilter {
    LeafFilter(
      leafMask: leafMask | other.leafMask, leafBits: leafBits | other.leafBits,
      tablesMask: tablesMask | other.tablesMask)
  }

  /// Whether a page passes, below tables whose entries or-ed together are `tables`.
  @inlinable @inline(__always)
  func passes(page: UInt64, tables: UInt64) -> Bool {
    page & leafMask == leafBits && tables & tablesMask == 0
  }

  /// Whether a block passes.
  @inlinable @inline(__always)
  func passes(block: UInt64, tables: UInt64) -> Bool {
    block & leafMask == leafBits ^ 0b10 && tables & tablesMask == 0
  }
}
