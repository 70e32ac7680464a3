extension PreparedWalk {
  /// What the way down came to: a leaf, and every table entry on the way or-ed together.
  @usableFromInline
  struct End {
    @usableFromInline let leaf: UInt64
    @usableFromInline let tables: UInt64
    @usableFromInline let shift: UInt64

    @inlinable
    init(leaf: UInt64, tables: UInt64, shift: UInt64) {
      self.leaf = leaf
      self.tables = tables
      self.shift = shift
    }
  }

  /// Goes down to the leaf; nil when there is none, or an entry isn't known.
  ///
  /// Addresses above the physical size are not looked for here but in what was or-ed together.
  @inlinable @inline(__always)
  func leaf<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    guard geometry.contains(address) else { return nil }
    if geometry.isUsual { return usualLeaf(of: address & geometry.inputMask, in: memory) }
    var table = root.tableAddress.raw
    var index = (address & geometry.inputMask) &>> geometry.startShift
    var shift = geometry.startShift
    var tables: UInt64 = 0
    while true {
      guard let raw = memory.descriptor(at: PhysicalAddress(table &+ index &* 8)) else {
        return nil
      }
      if raw & 0b11 != 0b11 || shift == geometry.pageShift {
        // Left are a page, a block, and entries that lead nowhere.
        guard shift == geometry.pageShift ? raw & 0b11 == 0b11 : raw & 0b11 == 0b01,
          shift <= geometry.largestLeafShift
        else { return nil }
        return End(leaf: raw, tables: tables, shift: shift)
      }
      tables |= raw
      table = geometry.address(in: raw)
      shift &-= geometry.stride
      index = (address &>> shift) & geometry.indexMask
    }
  }

  /// The same for ``TableGeometry/isUsual`` tables, level by level with constants.
  @inlinable @inline(__always)
  func usualLeaf<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    var table = root.tableAddress.raw
    var tables: UInt64 = 0
    if geometry.startShift == 39 {
      guard let raw = usualEntry(of: address, at: 39, in: table, memory), raw & 0b11 == 0b11 else {
        return nil
      }
      tables = raw
      table = raw & 0x0000_FFFF_FFFF_F000
    }
    if geometry.startShift >= 30 {
      guard let raw = usualEntry(of: address, at: 30, in: table, memory) else { return nil }
      if raw & 0b11 != 0b11 {
        return raw & 1 == 0 ? nil : End(leaf: raw, tables: tables, shift: 30)
      }
      tables |= raw
      table = raw & 0x0000_FFFF_FFFF_F000
    }
    if geometry.startShift >= 21 {
      guard let raw = usualEntry(of: address, at: 21, in: table, memory) else { return nil }
      if raw & 0b11 != 0b11 {
        return raw & 1 == 0 ? nil : End(leaf: raw, tables: tables, shift: 21)
      }
      tables |= raw
      table = raw & 0x0000_FFFF_FFFF_F000
    }
    guard let raw = usualEntry(of: address, at: 12, in: table, memory), raw & 0b11 == 0b11 else {
      return nil
    }
    return End(leaf: raw, tables: tables, shift: 12)
  }

  /// The entry of an address in a 4K table.
  @inlinable @inline(__always)
  func usualEntry<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, at shift: UInt64, in table: UInt64, _ memory: borrowing Memory
  ) -> UInt64? {
    // The index times 8, in one shift.
    memory.descriptor(at: PhysicalAddress(table &+ ((address &>> (shift &- 3)) & 0xFF8)))
  }

  /// Whether every address met on the way fits in the physical address size.
  ///
  /// Or-ed together they do exactly when each does, the root's included.
  @inlinable @inline(__always)
  func reaches(_ end: End) -> Bool {
    (geometry.address(in: end.tables) | geometry.address(in: end.leaf) & leafMask(end)
      | root.tableAddress.raw) & geometry.beyondMask == 0
  }

  /// The bits of an address from the leaf's size up.
  @inlinable @inline(__always)
  func leafMask(_ end: End) -> UInt64 { UInt64.max &<< end.shift }

  /// Where the leaf puts `address`.
  @inlinable @inline(__always)
  func output(of address: UInt64, at end: End) -> PhysicalAddress {
    let mask = leafMask(end)
    return PhysicalAddress((geometry.address(in: end.leaf) & mask) | (address & ~mask))
  }

  /// The leaf with its level.
  @inlinable
  func descriptor(_ end: End) -> Descriptor {
    Descriptor(raw: end.leaf, level: geometry.level(at: end.shift), format: root.format)
  }
}
