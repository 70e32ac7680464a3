extension DescriptorFormat {
  /// The address a descriptor's bits hold, from address bit `lowestBit` up.
  ///
  /// 48-bit formats: bits 47:lowest. LPA2: 49:lowest, and address bits 51:50 in bits 9:8. 64K with
  /// LPA: 47:lowest, and address bits 51:48 in bits 15:12. Inlined because the walk's loop pays for
  /// the call at every level.
  @inlinable @inline(__always)
  func address(in raw: UInt64, from lowestBit: Int) -> UInt64 {
    let kept = UInt64.max &<< UInt64(truncatingIfNeeded: lowestBit)
    guard isWide else { return raw & 0x0000_FFFF_FFFF_F000 & kept }
    if granule == .size64K {
      return (raw & 0x0000_FFFF_FFFF_0000 & kept) | ((raw & 0xF000) &<< 36)
    }
    return (raw & 0x0003_FFFF_FFFF_F000 & kept) | ((raw & 0x300) &<< 42)
  }

  /// The bits that hold `address` in a descriptor; nil when it can't be held.
  ///
  /// It can't when it has bits below `lowestBit` or above the format's address width.
  func encoded(_ address: UInt64, from lowestBit: Int) -> UInt64? {
    guard address & ~(UInt64.max << lowestBit) == 0, address >> outputAddressBits == 0 else {
      return nil
    }
    guard isWide else { return address }
    if granule == .size64K {
      return (address & 0x0000_FFFF_FFFF_0000) | (address >> 36 & 0xF000)
    }
    return (address & 0x0003_FFFF_FFFF_F000) | (address >> 42 & 0x300)
  }

  /// The descriptor bits an address from `lowestBit` up occupies, with the address bits they hold.
  func addressBits(
    from lowestBit: Int
  ) -> [(bits: ClosedRange<Int>, holds: ClosedRange<Int>)] {
    guard isWide else { return [(lowestBit...47, lowestBit...47)] }
    if granule == .size64K {
      return [(lowestBit...47, lowestBit...47), (12...15, 48...51)]
    }
    return [(lowestBit...49, lowestBit...49), (8...9, 50...51)]
  }
}
