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

  /// Asks `permits` for each of the 256 cases.
  public init(_ permits: (PermissionBits) -> Bool) {
    for number in 0..<256 where permits(PermissionBits(number: UInt8(number))) {
      let bit = (1 as UInt64) << UInt64(number & 63)
      switch number >> 6 {
      case 0: first |= bit
      case 1: second |= bit
      case 2: third |= bit
      default: fourth |= bit
      }
    }
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

/// The bits of a leaf and its tables that decide about permissions.
public struct PermissionBits: Hashable, Sendable {
  /// Bits 7:6 of the leaf: AP[2:1] at stage 1, S2AP at stage 2.
  public let access: UInt8
  /// Bits 54:53 of the leaf: UXN and PXN at stage 1, XN[1:0] at stage 2.
  public let executeNever: UInt8
  /// Bits 62:61 of the tables: APTable.
  public let tableAccess: UInt8
  /// Bits 60:59 of the tables: UXNTable and PXNTable.
  public let tableExecuteNever: UInt8

  /// Case `number` of 256.
  init(number: UInt8) {
    access = number & 0b11
    executeNever = number >> 2 & 0b11
    tableExecuteNever = number >> 4 & 0b11
    tableAccess = number >> 6
  }
}
