/// The kernel functions whose calls a recording may hold as kprobe events, and what we know of them.
///
/// A probe is recognised by the function's symbol in the event's text, whatever the recording calls
/// the event. Names are those of arch/arm64/kvm and virt/kvm, v6.1 to v7.1.
enum KernelFunction: String, CaseIterable {
  case handleGuestAbort = "kvm_handle_guest_abort"
  case mapStage2 = "kvm_pgtable_stage2_map"
  case unmapStage2 = "kvm_pgtable_stage2_unmap"
  case writeProtectStage2 = "kvm_pgtable_stage2_wrprotect"
  case makeYoungStage2 = "kvm_pgtable_stage2_mkyoung"
  case makeOldStage2 = "kvm_pgtable_stage2_mkold"
  case relaxStage2 = "kvm_pgtable_stage2_relax_perms"
  case flushStage2 = "kvm_pgtable_stage2_flush"
  case destroyStage2 = "kvm_pgtable_stage2_destroy"
  case testClearYoungStage2 = "kvm_pgtable_stage2_test_clear_young"
  case splitStage2 = "kvm_pgtable_stage2_split"
  case mapWalker = "stage2_map_walker"
  case unmapWalker = "stage2_unmap_walker"
  case attributeWalker = "stage2_attr_walker"
  case ageWalker = "stage2_age_walker"
  case splitWalker = "stage2_split_walker"
  case tryBreak = "stage2_try_break_pte"
  case trySet = "stage2_try_set_pte"
  case invalidateRangeStart = "kvm_mmu_notifier_invalidate_range_start"
  case invalidateRangeEnd = "kvm_mmu_notifier_invalidate_range_end"
  case notifierRelease = "kvm_mmu_notifier_release"
  case flushShadowAll = "kvm_arch_flush_shadow_all"
  case flushShadowMemslot = "kvm_arch_flush_shadow_memslot"
  case freeStage2Root = "kvm_free_stage2_pgd"
  case unmapGuestRange = "kvm_unmap_gfn_range"
  case ageGuestRange = "kvm_age_gfn"
  case testAgeGuestRange = "kvm_test_age_gfn"
  case writeProtectRange = "kvm_stage2_wp_range"
  case unmapRange = "kvm_stage2_unmap_range"
  case readLockSlowPath = "queued_read_lock_slowpath"
  case writeLockSlowPath = "queued_write_lock_slowpath"
  case flushTLBRange = "__kvm_tlb_flush_vmid_range"
  case flushTLBAddress = "__kvm_tlb_flush_vmid_ipa"
  case flushTLBAddressLocally = "__kvm_tlb_flush_vmid_ipa_nsh"
  case flushTLB = "__kvm_tlb_flush_vmid"

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
      .flushTLBRange, .flushTLBAddress, .flushTLBAddressLocally, .flushTLB:
      4
    case .readLockSlowPath, .writeLockSlowPath: 5
    }
  }

  /// Whether the event stands for a moment within a call rather than for a call of its own.
  var isMoment: Bool { depth >= 4 }
}
