extension LeafFilter {
  /// Passes nothing.
  static let nothing = LeafFilter(leafMask: 0, leafBits: .max, tablesMask: 0)

  /// The filter that passes the most of what `permissions` let through, and nothing else.
  ///
  /// For nearly every kind of access that is all of it: EL0 reads where bit 6 is set and no table
  /// says otherwise. An EL1 that executes what EL0 can't write is the exception; it gets the leaves
  /// EL0 has no access to.
  init(within permissions: PermissionTable) {
    var best = (filter: LeafFilter.nothing, cases: 0)
    for tablesMask in Self.subsets(of: 0b1111 << 59) {
      for leafMask in Self.subsets(of: 0b11 << 6 | 0b11 << 53) {
        let cases = 256 >> (tablesMask.nonzeroBitCount + leafMask.nonzeroBitCount)
        for leafBits in Self.subsets(of: leafMask) where cases > best.cases {
          let filter = LeafFilter(
            leafMask: leafMask, leafBits: leafBits, tablesMask: tablesMask)
          if filter.isWithin(permissions) { best = (filter, cases) }
        }
      }
    }
    self = best.filter
  }

  /// Whether all that passes is let through.
  private func isWithin(_ permissions: PermissionTable) -> Bool {
    Self.subsets(of: 0b1111 << 59 & ~tablesMask).allSatisfy { tables in
      Self.subsets(of: (0b11 << 6 | 0b11 << 53) & ~leafMask).allSatisfy { free in
        permissions.permits(leaf: leafBits | free, tables: tables)
      }
    }
  }

  /// Every choice among the bits of `mask`, none first.
  private static func subsets(of mask: UInt64) -> [UInt64] {
    var subsets: [UInt64] = [0]
    while let last = subsets.last, last != mask { subsets.append((last &- mask) & mask) }
    return subsets
  }
}
