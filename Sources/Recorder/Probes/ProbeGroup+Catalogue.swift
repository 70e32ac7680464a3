extension ProbeGroup {
  /// What is recorded. Registers are the procedure call standard's: x0 is the first argument.
  ///
  /// Source: prototypes in asm/kvm_pgtable.h, asm/kvm_mmu.h, asm/kvm_asm.h and linux/kvm_host.h of
  /// Linux 6.1 and 6.12; asm-generic/qrwlock.h.
  public static let all: [ProbeGroup] = [
    ProbeGroup(
      tells: "a fault's handling, from beginning to end",
      probes: [
        .call("guest_abort", "kvm_handle_guest_abort", "vcpu=%x0").returning("ret=$retval:s32")
      ]),
    ProbeGroup(
      tells: "what is mapped, unmapped, protected, aged, split and destroyed",
      probes: [
        .call("map", "kvm_pgtable_stage2_map", "pgt=%x0 addr=%x1 size=%x2 phys=%x3 prot=%x4")
          .returning("ret=$retval:s32"),
        .call("unmap", "kvm_pgtable_stage2_unmap", "pgt=%x0 addr=%x1 size=%x2")
          .returning("ret=$retval:s32"),
        .call("wrprotect", "kvm_pgtable_stage2_wrprotect", "pgt=%x0 addr=%x1 size=%x2"),
        .call("relax", "kvm_pgtable_stage2_relax_perms", "pgt=%x0 addr=%x1 prot=%x2")
          .returning("ret=$retval:s32"),
        .call("mkyoung", "kvm_pgtable_stage2_mkyoung", "pgt=%x0 addr=%x1"),
        .call("mkold", "kvm_pgtable_stage2_mkold", "pgt=%x0 addr=%x1"),
        .call(
          "test_clear_young", "kvm_pgtable_stage2_test_clear_young",
          "pgt=%x0 addr=%x1 size=%x2 mkold=%x3:u8"),
        .call("flush", "kvm_pgtable_stage2_flush", "pgt=%x0 addr=%x1 size=%x2"),
        .call("split", "kvm_pgtable_stage2_split", "pgt=%x0 addr=%x1 size=%x2"),
        .call("destroy", "kvm_pgtable_stage2_destroy", "pgt=%x0"),
        .call(
          "destroy_range", "kvm_pgtable_stage2_destroy_range", "pgt=%x0 addr=%x1 size=%x2"),
      ]),
    ProbeGroup(
      tells: "every entry visited, with its content",
      probes: [
        .call("map_walk", "stage2_map_walker", .visit),
        .call("unmap_walk", "stage2_unmap_walker", .visit),
        .call("attr_walk", "stage2_attr_walker", .visit),
        .call("age_walk", "stage2_age_walker", .visit),
        .call("split_walk", "stage2_split_walker", .visit),
      ]),
    ProbeGroup(
      tells: "every entry broken and made, where compilers leave these functions alone",
      probes: [
        .call("try_break", "stage2_try_break_pte", .entry, "mmu=%x1"),
        .call("try_set", "stage2_try_set_pte", .entry, "new=%x1"),
        .call("make", "stage2_make_pte", .entry, "new=%x1"),
      ]),
    ProbeGroup(
      tells: "invalidations by the host's memory management, and the end of a VM",
      probes: [
        .call(
          "invalidate_start", "kvm_mmu_notifier_invalidate_range_start", .hostRange, "mn=%x0"),
        .call("invalidate_end", "kvm_mmu_notifier_invalidate_range_end", .hostRange, "mn=%x0"),
        .call("unmap_gfn", "kvm_unmap_gfn_range", .guestRange).returning("ret=$retval:u8"),
        .call("age_gfn", "kvm_age_gfn", .guestRange),
        .call("test_age_gfn", "kvm_test_age_gfn", .guestRange),
        .call("release", "kvm_mmu_notifier_release", "mn=%x0 mm=%x1"),
        .call("flush_all", "kvm_arch_flush_shadow_all", "kvm=%x0"),
        .call("flush_slot", "kvm_arch_flush_shadow_memslot", "kvm=%x0 slot=%x1"),
        .call("free_pgd", "kvm_free_stage2_pgd", "mmu=%x0").returning(),
      ]),
    ProbeGroup(
      tells: "work on a range under mmu_lock",
      probes: [
        .call("wp_range", "kvm_stage2_wp_range", "mmu=%x0 addr=%x1 end=%x2"),
        .call("unmap_range", "kvm_stage2_unmap_range", "mmu=%x0 start=%x1 size=%x2"),
      ]),
    ProbeGroup(
      tells: "which lock a wait is for",
      probes: [
        .call("rlock_slow", "queued_read_lock_slowpath", "lock=%x0").returning(),
        .call("wlock_slow", "queued_write_lock_slowpath", "lock=%x0").returning(),
      ]),
    ProbeGroup(
      tells: "invalidations of TLBs (with VHE; without, EL2 does them and no probe sees it)",
      probes: [
        .call("tlbi_range", "__kvm_tlb_flush_vmid_range", "mmu=%x0 start=%x1 pages=%x2"),
        .call("tlbi_ipa", "__kvm_tlb_flush_vmid_ipa", "mmu=%x0 ipa=%x1 level=%x2:s32"),
        .call("tlbi_ipa_nsh", "__kvm_tlb_flush_vmid_ipa_nsh", "mmu=%x0 ipa=%x1 level=%x2:s32"),
        .call("tlbi_vmid", "__kvm_tlb_flush_vmid", "mmu=%x0"),
      ]),
  ]
}
