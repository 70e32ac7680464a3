import VMSA

extension TableBuilder {
  /// Puts one block of `level` in place of the table of leaves that maps the same.
  ///
  /// Contiguous runs among the leaves don't count: they go with the table.
  ///
  /// - Throws: ``MapError`` naming the entry that keeps them from being one block: one that is no
  ///   leaf, leads elsewhere, or has other attributes.
  public mutating func collapse<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, level: Level, breaking: BreakBeforeMake = .whereRequired,
    in memory: inout Memory
  ) throws(MapError) {
    let shift = shift(of: level)
    guard shift <= geometry.largestLeafShift, shift <= geometry.startShift,
      shift > geometry.pageShift
    else { throw MapError(input, .noLeafAt(level)) }
    let path = try path(to: input, downTo: shift, in: memory)
    guard path.shift == shift, path.raw & 0b11 == 0b11 else {
      throw MapError(input, .notTable(geometry.level(at: path.shift)))
    }
    // Limits of a table entry (63:59 at stage 1) hold for all below; a block has no place for them.
    guard root.stage == .two || path.raw >> 59 == 0 else { throw MapError(input, .limitedTable) }
    let table = PhysicalAddress(geometry.address(in: path.raw))
    let first = try uniform(table, input, below: shift, in: memory)
    let output = geometry.address(in: first) & (UInt64.max << (shift - geometry.stride))
    guard output & ((1 << shift) - 1) == 0 else { throw MapError(input, .unevenTable(index: 0)) }
    let attributes = LeafAttributes(bits: first).withoutHint
    replace(path, input, by: leaf(output, attributes, at: shift), breaking, in: &memory)
    pool.giveBack(table)
  }

  /// The first entry of a table whose entries are leaves side by side with equal attributes.
  private func uniform<Memory: WritablePhysicalMemory & ~Copyable>(
    _ table: PhysicalAddress, _ input: UInt64, below shift: UInt64, in memory: borrowing Memory
  ) throws(MapError) -> UInt64 {
    let inner = shift - geometry.stride
    let type: UInt64 = inner == geometry.pageShift ? 0b11 : 0b01
    guard let first = memory.descriptor(at: table), pool.page(of: table) != nil else {
      throw MapError(input, .foreignTable(table))
    }
    let output = geometry.address(in: first) & (UInt64.max << inner)
    for index in 0...geometry.indexMask {
      let wanted = leaf(
        output &+ index << inner, LeafAttributes(bits: first).withoutHint, at: inner)
      let found = memory.descriptor(at: table.advanced(by: index * 8))
      guard let found, found & ~LeafAttributes.hint == wanted, wanted & 0b11 == type, first & 1 == 1
      else {
        throw MapError(input, .unevenTable(index: Int(index)))
      }
    }
    return first
  }
}
