/// What kinds of events mean, by the kernel's names for tracepoints and for functions.
enum EventSentence {
  /// One or two sentences on an event; a probe is known by the function its text names.
  ///
  /// Nil for kinds this program draws no conclusions from.
  static func sentence(kind: String, text: String) -> String? {
    if let known = tracepoints[kind] { return known }
    if let probe = ProbeText(text) {
      if probe.isReturn { return "\(probe.function) returns." }
      return functions[probe.function] ?? "The kernel enters \(probe.function)."
    }
    return families.first { kind.hasPrefix($0.prefix) }?.sentence
  }

  /// Sentences for kinds that only differ in their endings.
  private static let families: [(prefix: String, sentence: String)] = [
    ("kvm_timer", "KVM's virtual timer; it does not concern page tables."),
    ("kvm_get_timer", "KVM's virtual timer; it does not concern page tables."),
    ("kvm_arm_", "KVM sets up debug registers for the vCPU; it does not concern page tables."),
    ("vgic", "KVM's virtual interrupt controller; it does not concern page tables."),
    ("sched_", "The scheduler; a thread that does not run keeps the locks it holds."),
    ("vm_unmapped_area", "The kernel looks for free addresses in a process."),
    ("vma_", "The kernel changes a process's list of mapped areas."),
    ("exit_mmap", "A process's address space is taken down."),
  ]

  private static let tracepoints: [String: String] = [
    "kvm_entry": "The vCPU enters its guest: no fault is being handled for it.",
    "kvm_exit": "The vCPU leaves its guest and KVM looks at why.",
    "kvm_guest_fault":
      "The guest touched an address that stage 2 does not map, or forbids; no lock is taken yet.",
    "kvm_access_fault": "A stage-2 entry with a clear access flag was used: KVM will set the flag.",
    "kvm_userspace_exit": "KVM_RUN returns to the program that runs the guest.",
    "kvm_mmio": "An access to no memory, or a write to read-only memory, is left to be emulated.",
    "kvm_mmio_emulate": "The guest touched an address no memslot covers; the access is emulated.",
    "kvm_mmio_nisv": "An access that is to be emulated, with a syndrome that can't say how.",
    "kvm_unmap_hva_range":
      "The host is about to change this range of its own addresses: stage 2 must let go of it.",
    "kvm_age_hva": "The host asks which of these pages the guest used, and clears access flags.",
    "kvm_test_age_hva": "The host asks whether the guest used this page.",
    "mmap_lock_start_locking": "The thread wants the lock of its address space.",
    "mmap_lock_acquire_returned":
      "The thread has got the lock of its address space, or has failed to.",
    "mmap_lock_released": "The thread gives the lock of its address space back.",
    "contention_begin": "The thread could not get a lock at once and waits from now on.",
    "contention_end": "The thread's wait for a lock is over.",
    "tracing_mark_write": "The program being traced says what it is doing.",
    "print": "The program being traced says what it is doing.",
  ]

  private static let functions: [String: String] = [
    "kvm_handle_guest_abort": "KVM begins to handle a stage-2 abort.",
    "kvm_pgtable_stage2_map": "KVM maps memory for the guest, under mmu_lock.",
    "kvm_pgtable_stage2_unmap": "KVM unmaps guest memory, under mmu_lock for write.",
    "kvm_pgtable_stage2_wrprotect":
      "KVM write-protects guest memory to log which pages are written.",
    "kvm_pgtable_stage2_relax_perms": "KVM adds permissions to an entry after a permission fault.",
    "kvm_pgtable_stage2_mkyoung": "KVM sets an entry's access flag.",
    "kvm_pgtable_stage2_test_clear_young": "KVM clears access flags to learn what is used.",
    "stage2_map_walker": "The mapping walk visits an entry; what it read there is now known.",
    "stage2_unmap_walker": "The unmapping walk visits an entry, and clears it if it is valid.",
    "stage2_attr_walker": "A walk that changes attributes visits an entry.",
    "stage2_age_walker": "The ageing walk visits an entry.",
    "stage2_split_walker": "The walk that splits blocks for dirty logging visits an entry.",
    "stage2_try_break_pte":
      "Before a new entry is made KVM takes the old one: its LOCKED mark first, and if the old one "
      + "was valid, its TLB entries are invalidated.",
    "stage2_try_set_pte":
      "KVM exchanges an entry for its LOCKED mark, so that other threads keep off while it works.",
    "kvm_mmu_notifier_invalidate_range_start":
      "An mmu notifier begins. If its range meets a memslot, every fault of the VM must try again "
      + "until it ends.",
    "kvm_mmu_notifier_invalidate_range_end":
      "An mmu notifier ends. If its range met a memslot, faults that looked up memory before must "
      + "try again.",
    "kvm_unmap_gfn_range": "The notifier's range met a memslot: its guest pages are unmapped.",
    "kvm_age_gfn": "The notifier asks about the age of guest pages.",
    "kvm_mmu_notifier_release": "The address space goes away: KVM lets go of all guest memory.",
    "kvm_arch_flush_shadow_all": "KVM unmaps everything of a VM.",
    "kvm_free_stage2_pgd": "KVM detaches a VM's stage-2 tables under mmu_lock.",
    "kvm_pgtable_stage2_destroy": "KVM frees the detached stage-2 tables.",
    "__kvm_tlb_flush_vmid_ipa": "TLB entries for one intermediate address are invalidated.",
    "__kvm_tlb_flush_vmid_range":
      "TLB entries for a range of intermediate addresses are invalidated.",
    "__kvm_tlb_flush_vmid": "All TLB entries of the VM are invalidated.",
    "queued_read_lock_slowpath": "The thread could not read-lock at once and waits its turn.",
    "queued_write_lock_slowpath": "The thread could not write-lock at once and waits its turn.",
  ]
}
