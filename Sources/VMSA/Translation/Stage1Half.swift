/// One half of a regime's addresses: where its walks start, and what its control bits switch.
public struct Stage1Half: Hashable, Sendable {
  /// Where walks start; nil when the registers start none.
  public let root: WalkRoot?
  /// TBI: bits 63:56 of a data address are a tag.
  public let ignoresTopByte: Bool
  /// TBI without TBID: bits 63:56 of an instruction address are one too.
  public let ignoresTopByteOfInstructions: Bool
  /// HPD: limits in table entries don't count.
  public let ignoresTableLimits: Bool
  /// E0PD: EL0 has no access.
  public let deniesEL0: Bool
  /// SH0 or SH1, which holds for all memory under LPA2.
  public let shareability: Shareability

  /// Boils the registers of one half down.
  init(
    _ configuration: Stage1Configuration, region: AddressRegion, hasUnprivileged: Bool,
    processor: ProcessorFeatures
  ) {
    let tcr = configuration.tcr
    root = try? configuration.root(of: region)
    ignoresTopByte = tcr.ignoresTopByte(region)
    ignoresTopByteOfInstructions =
      ignoresTopByte && !(tcr.tagsDataOnly(region) && processor.has(.pauth))
    ignoresTableLimits = tcr.ignoresTableLimits(region) && processor.has(.hpds)
    deniesEL0 = hasUnprivileged && tcr.deniesEL0(region) && processor.has(.e0pd)
    shareability = tcr.shareability(region)
  }

  /// Whether bits 63:56 of the address of `access` are a tag.
  @inlinable
  public func ignoresTopByte(of access: Access) -> Bool {
    switch access.kind {
    case .execute: ignoresTopByteOfInstructions
    case .read, .write: ignoresTopByte
    }
  }

  /// `address` with a tag replaced by copies of bit 55.
  @inlinable
  public func untagged(_ address: UInt64, for access: Access) -> UInt64 {
    guard ignoresTopByte(of: access) else { return address }
    return UInt64(bitPattern: (Int64(bitPattern: address) &<< 8) &>> 8)
  }
}
