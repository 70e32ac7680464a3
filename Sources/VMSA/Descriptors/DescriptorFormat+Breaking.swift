extension DescriptorFormat {
  /// The bits of a leaf that may not change while it is valid: it must be made invalid, and
  /// forgotten, in between.
  ///
  /// Memory type (AttrIndx or MemAttr) and shareability, nT (bit 16 of a block) and the contiguous
  /// hint; at stage 1 nG too. In a page's entry bit 16 belongs to the address, which may not change
  /// either.
  ///
  /// Source: Arm ARM, "Using break-before-make when updating translation table entries".
  public var bitsThatNeedBreak: UInt64 {
    let size = UInt64.mask(52...52) | .mask(16...16)
    let shareability = hasAddressInShareabilityBits ? 0 : UInt64.mask(8...9)
    return switch stage {
    case .one: size | shareability | .mask(2...4) | .mask(11...11)
    case .two: size | shareability | .mask(2...5)
    }
  }
}
