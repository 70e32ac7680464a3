extension PreparedWalk {
  /// Where `address` leads, or why it leads nowhere: what ``Walk`` says, without the steps.
  @inlinable @inline(__always)
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, in memory: borrowing Memory
  ) -> Walk.Result {
    guard let end = end(of: address, in: memory) else { return plain(address, in: memory) }
    return .mapped(output: PhysicalAddress(end.output), leaf: descriptor(end))
  }

  /// The plain walk, for what goes wrong.
  @inlinable @inline(never)
  func plain<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, in memory: borrowing Memory
  ) -> Walk.Result {
    Walk.translate(address, from: root, in: memory).result
  }

  /// The output address alone; nil for any kind of fault.
  @inlinable @inline(__always)
  public func output<Memory: PhysicalMemory & ~Copyable>(
    of address: UInt64, in memory: borrowing Memory
  ) -> PhysicalAddress? {
    guard let end = end(of: address, in: memory) else { return nil }
    return PhysicalAddress(end.output)
  }

  /// The output address of an access that `permissions` allow.
  ///
  /// A fault of the walk comes before a permission fault, as the architecture has it.
  @inlinable @inline(__always)
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, permissions: PermissionTable, in memory: borrowing Memory
  ) -> CheckedLookUp {
    let filter = usualFilter.and(permissions.filter)
    if let end = usualEnd(of: address, passing: filter, in: memory) {
      return .mapped(PhysicalAddress(end.output))
    }
    return otherLookUp(address, permissions: permissions, in: memory)
  }

  /// The same by any other way, and for what a filter can't tell.
  @inlinable @inline(never)
  func otherLookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, permissions: PermissionTable, in memory: borrowing Memory
  ) -> CheckedLookUp {
    let filter = usualFilter.and(permissions.filter)
    if let end = shortEnd(of: address, passing: filter, in: memory) {
      return .mapped(PhysicalAddress(end.output))
    }
    guard let end = generalEnd(of: address, in: memory) else {
      return CheckedLookUp(plain(address, in: memory))
    }
    guard permissions.permits(leaf: end.leaf, tables: end.tables) else {
      return .permission(descriptor(end).level)
    }
    return .mapped(PhysicalAddress(end.output))
  }
}
