/// Which leaves let one kind of access through, worked out once and looked up for every access.
///
/// Four bits of the leaf count, the same at both stages: 7:6 (AP[2:1], or S2AP) and 54:53 (UXN and
/// PXN, or XN[1:0]); at stage 1 also what the tables above limit, bits 62:59 of their entries
/// or-ed together: APTable, UXNTable, PXNTable. That makes 256 answers.
///
/// Source: Arm ARM, "Memory access control"; "Hierarchical control of data access permissions".
public struct PermissionTable: Hashable, Sendable {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var third: UInt64 = 0
  @usableFromInline var fourth: UInt64 = 0
  /// The greatest part of what is let through that two masks can tell.
  @usableFromInline private(set) var filter = LeafFilter.nothing

  /// Asks `permits` for each of the 256 cases: the bits in their places in a leaf, and in the
  /// entries of the tables above it.
  public init(_ permits: (_ leaf: UInt64, _ tables: UInt64) -> Bool) {
    for number in 0..<256 as Range<UInt64> {
      let leaf = (number & 0b11) << 6 | (number >> 2 & 0b11) << 53
      let tables = (number >> 4) << 59
      guard permits(leaf, tables) else { continue }
      let bit = (1 as UInt64) << (number & 63)
      switch number >> 6 {
      case 0: first |= bit
      case 1: second |= bit
      case 2: third |= bit
      default: fourth |= bit
      }
    }
    filter = LeafFilter(within: self)
  }

  /// Whether a leaf below tables whose entries or-ed together are `tables` lets the access through.
  @inlinable @inline(__always)
  public func permits(leaf: UInt64, tables: UInt64) -> Bool {
    let number = (leaf &>> 6) & 0b11 | (leaf &>> 51) & 0b1100 | (tables &>> 55) & 0b1111_0000
    // Limits in tables are rare: nearly every question goes to the first word or the one for
    // UXNTable and PXNTable.
    let low = number & 64 == 0 ? first : second
    let high = number & 64 == 0 ? third : fourth
    return ((number & 128 == 0 ? low : high) &>> (number & 63)) & 1 == 1
  }
}
