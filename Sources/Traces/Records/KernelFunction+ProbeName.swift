extension KernelFunction {
  /// The function that a probe of a name stands at, when nothing but the name is known.
  ///
  /// Names that tools make of the symbol are taken apart: `p_symbol_0` and `r_symbol_0` (the
  /// kernel's own), `symbol__return` (perf), `symbol__entry` and `symbol__exit` (fprobes).
  init?(probeName: String) {
    var name = probeName[...]
    if name.hasSuffix("_0"), name.hasPrefix("p_") || name.hasPrefix("r_") {
      name = name.dropFirst(2).dropLast(2)
    }
    for ending in ["__return", "__entry", "__exit"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    if let function = KernelFunction(symbol: String(name)) {
      self = function
      return
    }
    if name.hasSuffix("_ret") { name = name.dropLast(4) }
    guard let function = KernelFunction.recordedNames[String(name)] else { return nil }
    self = function
  }

  /// The names in Documentation/RECORDING.md; a return has “_ret” behind.
  private static let recordedNames: [String: KernelFunction] = [
    "k_guest_abort": .handleGuestAbort, "k_s2map": .mapStage2, "k_s2unmap": .unmapStage2,
    "k_s2wrprot": .writeProtectStage2, "k_s2relax": .relaxStage2, "k_s2mkyoung": .makeYoungStage2,
    "k_s2mkold": .makeOldStage2, "k_s2clryoung": .testClearYoungStage2, "k_s2flush": .flushStage2,
    "k_s2split": .splitStage2, "k_s2destroy": .destroyStage2, "k_free_pgd": .freeStage2Root,
    "k_mapwalk": .mapWalker, "k_unmapwalk": .unmapWalker, "k_attrwalk": .attributeWalker,
    "k_agewalk": .ageWalker, "k_splitwalk": .splitWalker, "k_trybreak": .tryBreak,
    "k_trysetpte": .trySet, "k_inv_start": .invalidateRangeStart,
    "k_inv_end": .invalidateRangeEnd, "k_unmap_gfn": .unmapGuestRange, "k_age_gfn": .ageGuestRange,
    "k_test_age_gfn": .testAgeGuestRange, "k_release": .notifierRelease,
    "k_flush_all": .flushShadowAll, "k_flush_slot": .flushShadowMemslot,
    "k_rlock_slow": .readLockSlowPath, "k_wlock_slow": .writeLockSlowPath,
    "k_tlbi_ipa": .flushTLBAddress, "k_tlbi_range": .flushTLBRange, "k_tlbi_vmid": .flushTLB,
    "k_wp_range": .writeProtectRange, "k_unmap_range": .unmapRange,
  ]
}
