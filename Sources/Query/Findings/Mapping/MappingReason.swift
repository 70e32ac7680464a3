import Machine

/// One fact that decides how a stage-2 fault is resolved, as data.
///
/// Source: KVM's rules for huge mappings (`fault_supports_stage2_huge_mapping`,
/// `transparent_hugepage_adjust`) and for retries (`mmu_invalidate_retry`).
public enum MappingReason: Hashable, Sendable {
  /// The map call was asked for this size; nothing smaller or larger was possible after that.
  case requested(bytes: UInt64)
  /// No map call has been traced for the fault up to now.
  case notDecided
  /// The recording tells of no memslots at all.
  case memslotsNotRecorded
  /// No memslot covers the address: it is no memory.
  case noMemslot
  /// Guest and host addresses agree modulo the block size.
  case aligned(slot: Int, bytes: UInt64)
  /// They don't, so no block of that size can map the slot.
  case misaligned(slot: Int, bytes: UInt64, guest: UInt64, host: UInt64)
  /// The aligned block around the address lies inside the slot.
  case blockInside(slot: Int, bytes: UInt64)
  /// It reaches beyond the slot.
  case blockOutside(slot: Int, bytes: UInt64)
  /// Dirty pages of the slot are logged, which takes pages.
  case dirtyLogging(slot: Int)
  /// They are not.
  case noDirtyLogging(slot: Int)
  /// The slot may not be written by the guest.
  case readOnly(slot: Int)
  /// Everything known allows a block of this size in this slot, and pages were asked for.
  case hostPageNotHuge(slot: Int, bytes: UInt64)
  /// An invalidation is open while the fault is handled.
  case invalidationOpen(count: Int)
  /// How the fault ended.
  case outcome(FaultRecord.Outcome)
  /// The map call has returned this error.
  case mapFailed(Int)
  /// The access is no memory's to take: user space emulates it.
  case emulating
  /// Permissions are being added to an entry that is there.
  case relaxing
}
