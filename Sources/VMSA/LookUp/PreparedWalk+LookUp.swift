extension PreparedWalk {
  /// Where `address` leads, or why it leads nowhere: what ``Walk`` says, without the steps.
  @inlinable
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, in memory: borrowing Memory
  ) -> Walk.Result {
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return Walk.translate(address, from: root, in: memory).result }
    return .mapped(output: output(of: address, at: end), leaf: descriptor(end))
  }

  /// The output address alone; nil for any kind of fault.
  @inlinable
  public func output<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> PhysicalAddress? {
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return nil }
    return output(of: address, at: end)
  }

  /// The output address of an access that `permissions` allow.
  ///
  /// A fault of the walk comes before a permission fault, as the architecture has it.
  @inlinable
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, permissions: PermissionTable, in memory: borrowing Memory
  ) -> CheckedLookUp {
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return CheckedLookUp(Walk.translate(address, from: root, in: memory).result) }
    guard permissions.permits(leaf: end.leaf, tables: end.tables) else {
      return .permission(descriptor(end).level)
    }
    return .mapped(output(of: address, at: end))
  }

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
    guard root.contains(address) else { return nil }
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
