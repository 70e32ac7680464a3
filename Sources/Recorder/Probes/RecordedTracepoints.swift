/// Tracepoints of one subsystem that are recorded where a kernel has them.
public struct RecordedTracepoints: Hashable, Sendable {
  /// The subsystem, as tracefs names it.
  public let group: String
  /// Their names.
  public let names: [String]

  /// What is recorded besides kprobes.
  ///
  /// Source: arch/arm64/kvm/trace_arm.h, include/trace/events/{kvm,lock,mmap_lock}.h. mmap_lock came
  /// with v5.11, lock:contention_* with v5.19; kvm_set_spte_hva is gone since v6.9.
  public static let all = [
    RecordedTracepoints(
      group: "kvm",
      names: [
        "kvm_entry", "kvm_exit", "kvm_guest_fault", "kvm_access_fault", "kvm_mmio",
        "kvm_mmio_emulate", "kvm_userspace_exit", "kvm_unmap_hva_range", "kvm_age_hva",
        "kvm_test_age_hva", "kvm_set_spte_hva", "kvm_toggle_cache", "kvm_set_way_flush",
      ]),
    RecordedTracepoints(group: "lock", names: ["contention_begin", "contention_end"]),
    RecordedTracepoints(
      group: "mmap_lock",
      names: ["mmap_lock_start_locking", "mmap_lock_acquire_returned", "mmap_lock_released"]),
  ]
}
