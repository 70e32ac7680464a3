extension Stage1Attributes {
  /// The attributes of a stage 1 leaf; nil when the descriptor is no leaf of stage 1.
  public init?(_ descriptor: Descriptor) {
    guard descriptor.isLeaf, descriptor.format.stage == .one else { return nil }
    let raw = descriptor.raw
    self.init(
      attrIndex: AttributeIndex(UInt8(truncatingIfNeeded: raw.bits(2...4))),
      ap: Stage1AccessPermission(lowBits: raw.bits(6...7)),
      sh: descriptor.format.hasAddressInShareabilityBits
        ? nil : Shareability(lowBits: raw.bits(8...9)),
      accessFlag: raw.bit(10),
      notGlobal: raw.bit(11),
      contiguous: raw.bit(52),
      dbm: raw.bit(51),
      pxn: raw.bit(53),
      uxn: raw.bit(54),
      gp: raw.bit(50),
      ns: raw.bit(5),
      softwareBits: Nibble(UInt8(truncatingIfNeeded: raw.bits(55...58))),
      nT: descriptor.kind == .block && raw.bit(16),
      pbha: Nibble(UInt8(truncatingIfNeeded: raw.bits(59...62)))
    )
  }

  /// The attributes in their places in a leaf of `format`, every other bit clear.
  public func encoded(in format: DescriptorFormat) -> UInt64 {
    var raw = UInt64.placing(UInt64(attrIndex.value), in: 2...4)
    raw |= .placing(ns, at: 5)
    raw |= .placing(UInt64(ap.rawValue), in: 6...7)
    if let sh, !format.hasAddressInShareabilityBits {
      raw |= .placing(UInt64(sh.rawValue), in: 8...9)
    }
    raw |= .placing(accessFlag, at: 10)
    raw |= .placing(notGlobal, at: 11)
    raw |= .placing(nT, at: 16)
    raw |= .placing(gp, at: 50)
    raw |= .placing(dbm, at: 51)
    raw |= .placing(contiguous, at: 52)
    raw |= .placing(pxn, at: 53)
    raw |= .placing(uxn, at: 54)
    raw |= .placing(UInt64(softwareBits.value), in: 55...58)
    raw |= .placing(UInt64(pbha.value), in: 59...62)
    return raw
  }
}
