extension PreparedWalk {
  /// Where `address` leads, or why it leads nowhere: what ``Walk`` says, without the steps.
  @inlinable @inline(__always)
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, in memory: borrowing Memory
  ) -> Walk.Result {
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return plain(address, in: memory) }
    return .mapped(output: output(of: address, at: end), leaf: descriptor(end))
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
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return nil }
    return output(of: address, at: end)
  }

  /// The output address of an access that `permissions` allow.
  ///
  /// A fault of the walk comes before a permission fault, as the architecture has it.
  @inlinable @inline(__always)
  public func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, permissions: PermissionTable, in memory: borrowing Memory
  ) -> CheckedLookUp {
    guard let end = leaf(of: address, in: memory), reaches(end),
      end.leaf & requiredFlags == requiredFlags
    else { return CheckedLookUp(plain(address, in: memory)) }
    guard permissions.permits(leaf: end.leaf, tables: end.tables) else {
      return .permission(descriptor(end).level)
    }
    return .mapped(output(of: address, at: end))
  }
}
