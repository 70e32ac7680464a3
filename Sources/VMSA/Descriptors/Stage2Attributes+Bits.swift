extension Stage2Attributes {
  /// The attributes of a stage 2 leaf; nil when the descriptor is no leaf of stage 2.
  public init?(_ descriptor: Descriptor) {
    guard descriptor.isLeaf, descriptor.format.stage == .two else { return nil }
    let raw = descriptor.raw
    self.init(
      memAttr: Stage2MemoryAttribute(UInt8(truncatingIfNeeded: raw.bits(2...5))),
      readable: raw.bit(6),
      writable: raw.bit(7),
      sh: descriptor.format.hasAddressInShareabilityBits
        ? nil : Shareability(lowBits: raw.bits(8...9)),
      accessFlag: raw.bit(10),
      executeNever: Stage2ExecuteNever(lowBits: raw.bits(53...54)),
      contiguous: raw.bit(52),
      dbm: raw.bit(51),
      softwareBits: Nibble(UInt8(truncatingIfNeeded: raw.bits(55...58))),
      fnXS: raw.bit(11),
      nT: descriptor.kind == .block && raw.bit(16),
      pbha: Nibble(UInt8(truncatingIfNeeded: raw.bits(59...62)))
    )
  }

  /// The attributes in their places in a leaf of `format`, every other bit clear.
  public func encoded(in format: DescriptorFormat) -> UInt64 {
    var raw = UInt64.placing(UInt64(memAttr.bits), in: 2...5)
    raw |= .placing(readable, at: 6)
    raw |= .placing(writable, at: 7)
    if let sh, !format.hasAddressInShareabilityBits {
      raw |= .placing(UInt64(sh.rawValue), in: 8...9)
    }
    raw |= .placing(accessFlag, at: 10)
    raw |= .placing(fnXS, at: 11)
    raw |= .placing(nT, at: 16)
    raw |= .placing(dbm, at: 51)
    raw |= .placing(contiguous, at: 52)
    raw |= .placing(UInt64(executeNever.rawValue), in: 53...54)
    raw |= .placing(UInt64(softwareBits.value), in: 55...58)
    raw |= .placing(UInt64(pbha.value), in: 59...62)
    return raw
  }
}
