extension LeafFilter {
  /// Passes nothing.
  static let nothing = LeafFilter(leafMask: 0, leafBits: .max, tablesMask: 0)

  /// The filter that passes the most of what `permissions` let through, and nothing else.
  ///
  /// For most kinds of access that is all of it: EL0 reads where bit 6 is set and no table says
  /// otherwise. An EL1 that executes what EL0 can't write is an exception, and so are PAN and WXN: the
  /// first gets the leaves EL0 has no access to.
  init(within permissions: PermissionTable) {
    var best = (filter: LeafFilter.nothing, cases: 0)
    for tablesMask in Subsets(of: 0b1111 << 59) {
      for leafMask in Subsets(of: 0b11 << 6 | 0b11 << 53) {
        let cases = 256 >> (tablesMask.nonzeroBitCount + leafMask.nonzeroBitCount)
        for leafBits in Subsets(of: leafMask) where cases > best.cases {
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
    Subsets(of: 0b1111 << 59 & ~tablesMask).allSatisfy { tables in
      Subsets(of: (0b11 << 6 | 0b11 << 53) & ~leafMask).allSatisfy { free in
        permissions.permits(leaf: leafBits | free, tables: tables)
      }
    }
  }
}

/// Every choice among the bits of a mask, none first. Not an array: a table has thousands of them.
private struct Subsets: Sequence, IteratorProtocol {
  private let mask: UInt64
  private var following: UInt64? = 0

  init(of mask: UInt64) { self.mask = mask }

  mutating func next() -> UInt64? {
    guard let subset = following else { return nil }
    following = subset == mask ? nil : (subset &- mask) & mask
    return subset
  }
}
