extension PreparedWalk {
  /// The address bits of a 48-bit 4K descriptor.
  @inlinable @inline(__always)
  static var usualAddress: UInt64 { 0x0000_FFFF_FFFF_F000 }

  /// Goes down usual tables, level by level with constants: a third of the general loop's
  /// instructions.
  @inlinable @inline(__always)
  func usualEnd<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    guard geometry.contains(address) else { return nil }
    var table = root.tableAddress.raw
    var tables: UInt64 = 0
    var mask = firstMask
    if geometry.startShift == 39 {
      guard let raw = entry(address &>> 36 & mask, table, memory), raw & 0b11 == 0b11 else {
        return nil
      }
      tables = raw
      table = raw & Self.usualAddress
      mask = 0xFF8
    }
    guard let raw = entry(address &>> 27 & mask, table, memory) else { return nil }
    if raw & 0b11 != 0b11 { return usualLeaf(raw, 0b01, tables, 30, address) }
    tables |= raw
    guard let raw = entry(address &>> 18 & 0xFF8, raw & Self.usualAddress, memory) else {
      return nil
    }
    if raw & 0b11 != 0b11 { return usualLeaf(raw, 0b01, tables, 21, address) }
    tables |= raw
    guard let raw = entry(address &>> 9 & 0xFF8, raw & Self.usualAddress, memory) else {
      return nil
    }
    return usualLeaf(raw, 0b11, tables, 12, address)
  }

  /// The entry `offset` bytes into a table.
  @inlinable @inline(__always)
  func entry<Memory: PhysicalMemory & ~Copyable>(
    _ offset: UInt64, _ table: UInt64, _ memory: borrowing Memory
  ) -> UInt64? {
    memory.descriptor(at: PhysicalAddress(table &+ offset))
  }

  /// The end at a leaf of this type, checked as any.
  ///
  /// No physical address size is below a block's, so that a block's low bits can't be beyond it.
  @inlinable @inline(__always)
  func usualLeaf(
    _ leaf: UInt64, _ type: UInt64, _ tables: UInt64, _ shift: UInt64, _ address: UInt64
  ) -> End? {
    guard leaf & requiredLeafBits == type | requiredFlags, (tables | leaf) & usualBeyond == 0 else {
      return nil
    }
    let within = (1 as UInt64) &<< shift &- 1
    let output = leaf & Self.usualAddress & ~within | address & within
    return End(leaf: leaf, tables: tables, shift: shift, output: output)
  }

  /// The bits of a leaf that have to be as they are for the leaf to be used.
  @inlinable @inline(__always)
  var requiredLeafBits: UInt64 { requiredFlags | 0b11 }
}
