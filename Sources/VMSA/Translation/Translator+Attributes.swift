extension Translator {
  /// The attributes of the memory `mapping` leads to, as both stages describe them.
  ///
  /// `SCTLR.C` is not applied: a translation's answer shows the tables' attributes, as PAR may.
  public func attributes(of mapping: Mapping, at address: VirtualAddress, for access: Access)
    -> MemoryAttributes
  {
    let first = stage1Attributes(of: mapping, at: address, for: access)
    guard let stage2, let leaf = mapping.stage2Leaf else { return first }
    let raw = leaf.raw
    let cachesOff =
      access.kind == .execute ? stage2.disablesInstructionCache : stage2.disablesDataCache
    return first.combined(
      with: Stage2MemoryAttribute(UInt8(truncatingIfNeeded: raw.bits(2...5))),
      shareability: leaf.format.hasAddressInShareabilityBits
        ? stage2.shareability : Shareability(lowBits: raw.bits(8...9)),
      forcedWriteBack: stage2.forcesWriteBack, cachesOff: cachesOff)
  }

  /// The attributes stage 1 alone gives the memory `mapping` leads to.
  public func stage1Attributes(
    of mapping: Mapping, at address: VirtualAddress, for access: Access
  ) -> MemoryAttributes {
    mapping.stage1Leaf.map { attributes(of: $0, half: half(of: address)) }
      ?? attributesWhenOff(for: access)
  }

  /// The attributes a stage 1 leaf asks for: AttrIndx into MAIR, SH, or under LPA2 `TCR.SH`.
  private func attributes(of leaf: Descriptor, half: Stage1Half) -> MemoryAttributes {
    MemoryAttributes(
      type: memoryType(of: leaf),
      shareability: leaf.format.hasAddressInShareabilityBits
        ? half.shareability : Shareability(lowBits: leaf.raw.bits(8...9)))
  }

  /// The attributes of memory while stage 1 is off.
  ///
  /// With `HCR_EL2.DC` Normal Write-Back, not shareable; otherwise data is Device-nGnRnE, and
  /// fetches are Normal, Write-Through where SCTLR.I caches them.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1DisabledOutput.
  private func attributesWhenOff(for access: Access) -> MemoryAttributes {
    if stage1.isCacheableWhenOff {
      return MemoryAttributes(
        type: .normal(outer: .writeBack, inner: .writeBack), shareability: .nonShareable)
    }
    guard access.kind == .execute else {
      return MemoryAttributes(type: .device(.nGnRnE), shareability: .outer)
    }
    let cached =
      stage1.cachesInstructionsWhenOff
      ? Cacheability(.writeThrough, allocatesOnWrite: false) : .nonCacheable
    return MemoryAttributes(type: .normal(outer: cached, inner: cached), shareability: .outer)
  }
}
