/// The base address field of a TTBR or VTTBR.
///
/// Source: Arm ARM, "TTBR0_EL1, Translation Table Base Register 0 (EL1)", BADDR.
public struct TableBase: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps a register's value.
  public init(_ raw: UInt64) { self.raw = raw }

  /// Common not private, bit 0.
  public var isCommon: Bool { raw.bit(0) }

  /// ASID of a TTBR or VMID of a VTTBR, bits 63:48.
  public var identifier: UInt16 { UInt16(truncatingIfNeeded: raw.bits(48...63)) }

  /// The base address, not yet aligned to the size of the table.
  ///
  /// Bits 47:1; when `isWide`, bits 47:6, with address bits 51:48 in bits 5:2.
  public func address(isWide: Bool) -> UInt64 {
    isWide
      ? raw & .mask(6...47) | .placing(raw.bits(2...5), in: 48...51)
      : raw & .mask(1...47)
  }
}
