extension Stage2MemoryAttribute {
  /// Whether stage 2 makes the memory Device, whatever stage 1 says.
  ///
  /// Without FWB when bits 3:2 are clear, with FWB when bit 2 is (bit 3 is reserved there).
  public func isDevice(forcedWriteBack: Bool) -> Bool {
    bits & (forcedWriteBack ? 0b0100 : 0b1100) == 0
  }
}

extension MemoryAttributes {
  /// What is left of stage 1's attributes after stage 2.
  ///
  /// `cachesOff` is `HCR_EL2.CD` (or ID for fetches), which makes stage 2's Normal memory
  /// Non-cacheable when FWB is clear.
  ///
  /// Source: Arm ARM pseudocode, S2CombineS1MemAttrs and AArch64.S2ApplyFWBMemAttrs.
  public func combined(
    with stage2: Stage2MemoryAttribute, shareability: Shareability, forcedWriteBack: Bool,
    cachesOff: Bool = false
  ) -> MemoryAttributes {
    let type =
      forcedWriteBack ? type.forced(by: stage2) : type.weakened(by: stage2, cachesOff: cachesOff)
    return MemoryAttributes(
      type: type, shareability: self.shareability.combined(with: shareability))
  }
}

extension MemoryAttributes.MemoryType {
  /// Without FWB: Device wins over Normal, and the weaker of two alike.
  fileprivate func weakened(by stage2: Stage2MemoryAttribute, cachesOff: Bool) -> Self {
    if stage2.isDevice(forcedWriteBack: false) { return restricted(to: stage2) }
    let (outerPolicy, innerPolicy): (Cacheability.Policy, Cacheability.Policy) =
      cachesOff
      ? (.nonCacheable, .nonCacheable)
      : (Self.policy(stage2.bits >> 2), Self.policy(stage2.bits))
    switch self {
    case .device: return self
    case .tagged where outerPolicy == .writeBack && innerPolicy == .writeBack: return self
    case .tagged:
      return .normal(
        outer: .writeBack.combined(with: outerPolicy), inner: .writeBack.combined(with: innerPolicy)
      )
    case .normal(let outer, let inner):
      return .normal(
        outer: outer.combined(with: outerPolicy), inner: inner.combined(with: innerPolicy))
    }
  }

  /// Device memory of the type stage 2 asks for, or of stage 1's where that is stricter.
  ///
  /// Source: Arm ARM pseudocode, S2CombineS1Device.
  private func restricted(to stage2: Stage2MemoryAttribute) -> Self {
    let other = DeviceType(lowBits: stage2.bits)
    if case .device(let device) = self { return .device(min(device, other)) }
    return .device(other)
  }

  /// With FWB: `00xx` Device of just that type, `0101` Non-cacheable, `0110` Write-Back, `0111` as stage 1.
  ///
  /// Reserved values act as Device-nGnRnE, the choice that promises least.
  fileprivate func forced(by stage2: Stage2MemoryAttribute) -> Self {
    switch stage2.bits {
    case 0b0000...0b0011: .device(DeviceType(lowBits: stage2.bits))
    case 0b0101: isDevice ? self : .normal(outer: .nonCacheable, inner: .nonCacheable)
    case 0b0110: writtenBack
    case 0b0111: self
    default: .device(.nGnRnE)
    }
  }

  /// The Write-Back memory FWB makes, with stage 1's hints where it was cacheable.
  private var writtenBack: Self {
    guard case .normal(let outer, let inner) = self else {
      return self == .tagged ? .tagged : .normal(outer: .writeBack, inner: .writeBack)
    }
    return .normal(outer: Self.writtenBack(outer), inner: Self.writtenBack(inner))
  }

  private static func writtenBack(_ cacheability: Cacheability) -> Cacheability {
    cacheability.policy == .nonCacheable ? .writeBack : cacheability.with(.writeBack)
  }

  /// The policy of two bits of MemAttr; the reserved `00` acts as Write-Back, which leaves stage 1's.
  private static func policy(_ bits: UInt8) -> Cacheability.Policy {
    switch bits & 0b11 {
    case 0b01: .nonCacheable
    case 0b10: .writeThrough
    default: .writeBack
    }
  }
}

extension Shareability {
  /// What two stages make together: the wider of the two, a reserved value counting as none.
  ///
  /// Source: Arm ARM pseudocode, S2CombineS1Shareability.
  func combined(with other: Shareability) -> Shareability {
    if self == .outer || other == .outer { return .outer }
    return self == .inner || other == .inner ? .inner : .nonShareable
  }
}
