extension PreparedWalk {
  /// Goes down four levels of usual tables, with constants, to a leaf that passes `filter`.
  ///
  /// Nil of a leaf that doesn't pass, and of everything else: ``otherEnd(of:in:)`` knows more.
  @inlinable @inline(__always)
  func usualEnd<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, passing filter: LeafFilter, in memory: borrowing Memory
  ) -> End? {
    let input = usualInput(address)
    // The first entry is read before the address is judged: what is read without condition, the
    // compiler reads once for a loop, here all that is known of the root and the memory.
    guard let raw = memory.descriptor(selectedBy: input &>> 36, inTableOf: levelZeroEntry),
      input & geometry.inputCheckMask == 0
    else { return nil }
    return usualEnd(of: input, below: raw, tables: raw, passing: filter, in: memory)
  }

  /// The same in tables that start at level 1.
  @inlinable @inline(__always)
  func shortEnd<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, passing filter: LeafFilter, in memory: borrowing Memory
  ) -> End? {
    let input = usualInput(address)
    guard input & geometry.inputCheckMask == 0 else { return nil }
    // Of concatenated tables this is the right one.
    let entry = levelOneEntry &+ input &>> 27 & 0xF000
    return usualEnd(of: input, below: entry, tables: 0, passing: filter, in: memory)
  }

  /// What is left of an address without the prefix of its half.
  ///
  /// If the tables translate it, bits above the input are clear then, but for those of a tag, which
  /// no index is taken from.
  @inlinable @inline(__always)
  func usualInput(_ address: UInt64) -> UInt64 { address ^ geometry.inputPrefix }

  /// Goes down from the level 1 table that `entry` leads to.
  @inlinable @inline(__always)
  func usualEnd<Memory: PhysicalMemory & ~Copyable>(
    of input: UInt64, below entry: UInt64, tables: UInt64, passing filter: LeafFilter,
    in memory: borrowing Memory
  ) -> End? {
    guard let first = memory.descriptor(selectedBy: input &>> 27, inTableOf: entry) else {
      return nil
    }
    guard let second = memory.descriptor(selectedBy: input &>> 18, inTableOf: first) else {
      guard filter.passes(block: first, tables: tables) else { return nil }
      return usualLeaf(first, tables, 30, input)
    }
    let tables = tables | first
    guard let page = memory.descriptor(selectedBy: input &>> 9, inTableOf: second) else {
      guard filter.passes(block: second, tables: tables) else { return nil }
      return usualLeaf(second, tables, 21, input)
    }
    guard filter.passes(page: page, tables: tables | second) else { return nil }
    return usualLeaf(page, tables | second, 12, input)
  }

  /// The end at a leaf that maps `1 << shift` bytes.
  @inlinable @inline(__always)
  func usualLeaf(_ leaf: UInt64, _ tables: UInt64, _ shift: UInt64, _ input: UInt64) -> End {
    let within = (1 as UInt64) &<< shift &- 1
    let output = leaf & 0x0000_FFFF_FFFF_F000 & ~within | input & within
    return End(leaf: leaf, tables: tables, shift: shift, output: output)
  }
}
