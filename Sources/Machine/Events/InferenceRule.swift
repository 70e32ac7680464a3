/// A named rule by which a fact follows from recorded ones.
///
/// The rules are KVM/arm64's, by kernel function; Documentation/inference.md argues each.
public enum InferenceRule: UInt8, CaseIterable, Sendable {
  /// A descriptor made by `kvm_pgtable_stage2_map`: output from `phys`, attributes from `prot`.
  case madeByMapCall
  /// A table descriptor: the walk went on into a page it had just allocated.
  case tableMadeByMapCall
  /// KVM's LOCKED mark replaced the entry: `stage2_try_set_pte` was called with it.
  case lockedByBreak
  /// `stage2_unmap_walker` clears the valid entry it visits.
  case clearedByUnmap
  /// `stage2_unmap_walker` drops a table whose last entry went.
  case emptyTableDropped
  /// `stage2_attr_walker` under `kvm_pgtable_stage2_wrprotect` takes the write permission away.
  case writeProtected
  /// `kvm_pgtable_stage2_relax_perms` adds the permissions asked for.
  case permissionsRelaxed
  /// `kvm_pgtable_stage2_mkyoung` sets the access flag.
  case accessFlagSet
  /// `stage2_age_walker` clears the access flag when asked to make the entry old.
  case accessFlagCleared
  /// `kvm_pgtable_stage2_split` replaces a block by a fully populated table.
  case splitByWriter
  /// The entry differs from what was inferred before: the recording is right.
  case correctedByVisit
  /// The old subtree went away when a block or another table took its place.
  case subtreeReplaced
  /// `kvm_free_stage2_pgd` detaches the tree; `kvm_pgtable_stage2_destroy` frees it.
  case treeDetached
  /// `mmu_lock` is held by a call that runs under it.
  case heldByCall
  /// The thread went on to something that never runs under this lock: it was released.
  case releasedByProgress
  /// A notifier range that met a memslot raises `mmu_invalidate_in_progress`; its end lowers it
  /// and advances `mmu_invalidate_seq`.
  case notifierProtocol
  /// A fault ends when its thread enters the guest or returns to user space.
  case faultEndedByProgress
  /// A call whose return is not recorded is over: its thread does what the call never contains.
  case callEndedByProgress
  /// A translation fault met the entry, so it was invalid: unmapping is not recorded.
  case invalidByFault
  /// Events were lost here: what was held or in progress before is no longer known.
  case lostEvents

  /// The rule in a sentence a kernel developer can check.
  public var sentence: String {
    switch self {
    case .madeByMapCall:
      "kvm_pgtable_stage2_map returned 0: output address from phys, attributes from prot."
    case .tableMadeByMapCall:
      "The walk went on into the page it had just linked here."
    case .lockedByBreak:
      "stage2_try_set_pte was called with KVM's LOCKED mark; the exchange is taken to succeed."
    case .clearedByUnmap:
      "stage2_unmap_walker clears the entry it visits."
    case .emptyTableDropped:
      "stage2_unmap_walker drops a table when its last entry has gone."
    case .writeProtected:
      "kvm_pgtable_stage2_wrprotect takes S2AP write permission from each leaf it visits."
    case .permissionsRelaxed:
      "kvm_pgtable_stage2_relax_perms adds the permissions it was asked for."
    case .accessFlagSet:
      "kvm_pgtable_stage2_mkyoung sets the access flag."
    case .accessFlagCleared:
      "stage2_age_walker clears the access flag when asked to make the entry old."
    case .splitByWriter:
      "kvm_pgtable_stage2_split populates the whole table before it replaces the block."
    case .correctedByVisit:
      "A later visit read another value than was inferred; the value read counts."
    case .subtreeReplaced:
      "A block or another table took this table's place."
    case .treeDetached:
      "kvm_free_stage2_pgd detaches the whole tree from the VM."
    case .heldByCall:
      "This call runs under mmu_lock; the hold may be longer than the call, never shorter."
    case .releasedByProgress:
      "The thread went on to something that never runs under this lock."
    case .notifierProtocol:
      "A range that met a memslot counts as in progress until its end, which advances the sequence."
    case .faultEndedByProgress:
      "The thread entered the guest or returned to user space."
    case .callEndedByProgress:
      "Its return is not recorded; the thread went on to something this call never contains."
    case .invalidByFault:
      "A translation fault met this entry, so it had been unmapped; when is not recorded."
    case .lostEvents:
      "Events were lost here; what was held before is no longer known."
    }
  }
}
