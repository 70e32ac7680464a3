/// The kernel functions whose calls a recording may hold as kprobe events, and what we know of them.
///
/// A probe is recognised by the function's symbol in the event's text, whatever the recording calls
/// the event. Names are those of arch/arm64/kvm and virt/kvm, v6.1 to v7.1.
enum KernelFunction: UInt8, CaseIterable {
  case handleGuestAbort, mapStage2, unmapStage2, writeProtectStage2
  case makeYoungStage2, makeOldStage2, relaxStage2, flushStage2
  case destroyStage2, testClearYoungStage2, splitStage2, mapWalker
  case unmapWalker, attributeWalker, ageWalker, splitWalker
  case tryBreak, trySet, invalidateRangeStart, invalidateRangeEnd
  case notifierRelease, flushShadowAll, flushShadowMemslot, freeStage2Root
  case unmapGuestRange, ageGuestRange, testAgeGuestRange, writeProtectRange
  case unmapRange, readLockSlowPath, writeLockSlowPath, flushTLBRange
  case flushTLBAddress, flushTLBAddressLocally, flushTLB
  case makeEntry

  /// The kernel's name of the function.
  var symbol: String { KernelFunction.symbols[Int(rawValue)] }

  /// The function with a name; nil when we know nothing of it.
  init?(symbol: String) {
    let symbol = KernelFunction.otherNames[symbol]?.symbol ?? symbol
    guard let place = KernelFunction.symbols.firstIndex(of: symbol) else { return nil }
    self.init(rawValue: UInt8(place))
  }

  /// By raw value: in the order of the cases.
  private static let symbols = [
    "kvm_handle_guest_abort",
    "kvm_pgtable_stage2_map",
    "kvm_pgtable_stage2_unmap",
    "kvm_pgtable_stage2_wrprotect",
    "kvm_pgtable_stage2_mkyoung",
    "kvm_pgtable_stage2_mkold",
    "kvm_pgtable_stage2_relax_perms",
    "kvm_pgtable_stage2_flush",
    "kvm_pgtable_stage2_destroy",
    "kvm_pgtable_stage2_test_clear_young",
    "kvm_pgtable_stage2_split",
    "stage2_map_walker",
    "stage2_unmap_walker",
    "stage2_attr_walker",
    "stage2_age_walker",
    "stage2_split_walker",
    "stage2_try_break_pte",
    "stage2_try_set_pte",
    "kvm_mmu_notifier_invalidate_range_start",
    "kvm_mmu_notifier_invalidate_range_end",
    "kvm_mmu_notifier_release",
    "kvm_arch_flush_shadow_all",
    "kvm_arch_flush_shadow_memslot",
    "kvm_free_stage2_pgd",
    "kvm_unmap_gfn_range",
    "kvm_age_gfn",
    "kvm_test_age_gfn",
    "kvm_stage2_wp_range",
    "kvm_stage2_unmap_range",
    "queued_read_lock_slowpath",
    "queued_write_lock_slowpath",
    "__kvm_tlb_flush_vmid_range",
    "__kvm_tlb_flush_vmid_ipa",
    "__kvm_tlb_flush_vmid_ipa_nsh",
    "__kvm_tlb_flush_vmid",
    "stage2_make_pte",
  ]

  /// How deep in KVM's call tree the function stands; a call encloses only deeper ones.
  ///
  /// Recordings without return probes need it: a call whose return is not recorded has ended when
  /// its thread does something that is not deeper.
  var depth: Int {
    switch self {
    case .handleGuestAbort, .notifierRelease, .invalidateRangeStart, .invalidateRangeEnd: 0
    case .flushShadowAll, .flushShadowMemslot: 1
    case .freeStage2Root, .unmapGuestRange, .ageGuestRange, .testAgeGuestRange,
      .writeProtectRange, .unmapRange:
      2
    case .mapStage2, .unmapStage2, .writeProtectStage2, .makeYoungStage2, .makeOldStage2,
      .relaxStage2, .flushStage2, .destroyStage2, .testClearYoungStage2, .splitStage2:
      3
    case .mapWalker, .unmapWalker, .attributeWalker, .ageWalker, .splitWalker, .tryBreak, .trySet,
      .makeEntry,
      .flushTLBRange, .flushTLBAddress, .flushTLBAddressLocally, .flushTLB:
      4
    case .readLockSlowPath, .writeLockSlowPath: 5
    }
  }

  /// Whether the event stands for a moment within a call rather than for a call of its own.
  var isMoment: Bool { depth >= 4 }
}
