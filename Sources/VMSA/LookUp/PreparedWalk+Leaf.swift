extension PreparedWalk {
  /// What the way down came to: a leaf, and every table entry on the way or-ed together.
  @usableFromInline
  struct End {
    @usableFromInline let leaf: UInt64
    @usableFromInline let tables: UInt64
    @usableFromInline let shift: UInt64
    @usableFromInline let output: UInt64

    @inlinable @inline(__always)
    init(leaf: UInt64, tables: UInt64, shift: UInt64, output: UInt64) {
      self.leaf = leaf
      self.tables = tables
      self.shift = shift
      self.output = output
    }
  }

  /// Goes down to a leaf that can be used; nil when there is none, or an entry isn't known.
  @inlinable @inline(__always)
  func end<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    usualEnd(of: address, passing: usualFilter, in: memory) ?? otherEnd(of: address, in: memory)
  }

  /// The same by any other way. A function of its own, so that it takes no registers from the usual.
  @inlinable @inline(never)
  func otherEnd<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    shortEnd(of: address, passing: usualFilter, in: memory) ?? generalEnd(of: address, in: memory)
  }

  /// The same for any tables, in any memory.
  @inlinable
  func generalEnd<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> End? {
    guard geometry.contains(address) else { return nil }
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
        guard raw & 0b11 == (shift == geometry.pageShift ? 0b11 : 0b01),
          shift <= geometry.largestLeafShift
        else { return nil }
        return checked(raw, tables: tables, shift: shift, address)
      }
      tables |= raw
      table = geometry.address(in: raw)
      shift &-= geometry.stride
      index = (address &>> shift) & geometry.indexMask
    }
  }

  /// The end at a leaf with its access flag set, if all addresses fit in the physical size.
  ///
  /// Or-ed together they fit exactly when each does, the root's included.
  @inlinable
  func checked(_ leaf: UInt64, tables: UInt64, shift: UInt64, _ address: UInt64) -> End? {
    let mask = UInt64.max &<< shift
    let start = geometry.address(in: leaf) & mask
    let all = geometry.address(in: tables) | start | root.tableAddress.raw
    guard all & geometry.beyondMask == 0, leaf & requiredFlags == requiredFlags else { return nil }
    return End(leaf: leaf, tables: tables, shift: shift, output: start | address & ~mask)
  }

  /// The leaf with its level.
  @inlinable
  func descriptor(_ end: End) -> Descriptor {
    Descriptor(raw: end.leaf, level: geometry.level(at: end.shift), format: root.format)
  }
}
