import KVM
import Testing

/// The tables are written from the project's reference sheet (§2.1 to §2.4, §5, Appendix A.1 and
/// A.4), not from the model: what a fault does in which order, and what it holds after each step.
///
/// Two things are the model's own: the process's PGD and PUD entry are read in one
/// step (W1), and before v6.2, where there is no RCU section to leave, F14.7 is only the return from
/// the walk. The level 2 table is there, the level 3 table is made first: taken from the cache before
/// the entry is broken (F14.5 before F14.3).
@Suite("A translation fault on a 4K page, step by step with what is held")
struct TranslationFaultTests {
  /// §2.1: VMA and size under mmap_lock, the sequence sampled after it, page metadata for the size.
  static let v514 = """
    F0 kvm_handle_guest_abort | srcu
    F2 user_mem_abort | srcu, mmap R
    F3 user_mem_abort | srcu, mmap R
    F5 user_mem_abort | srcu
    Fb user_mem_abort | srcu
    F7b user_mem_abort | srcu
    F8 __gfn_to_pfn_memslot | srcu
    F10 user_mem_abort | srcu, mmu spin
    F11 mmu_notifier_retry | srcu, mmu spin
    F12m transparent_hugepage_adjust | srcu, mmu spin
    F14.1 · | srcu, mmu spin
    F14.1 · | srcu, mmu spin
    F14.2 · | srcu, mmu spin
    F14.5 · | srcu, mmu spin
    F14.3 · | srcu, mmu spin
    F14.4 · | srcu, mmu spin
    F14.6 · | srcu, mmu spin
    F14.1 · | srcu, mmu spin
    F14.2 · | srcu, mmu spin
    F14.3 · | srcu, mmu spin
    F14.4 · | srcu, mmu spin
    F14.6 · | srcu, mmu spin
    F14.7 · | srcu, mmu spin
    F15d mark_page_dirty_in_slot | srcu, mmu spin
    F15u user_mem_abort | srcu
    F15 kvm_release_pfn_clean | srcu
    F16 kvm_handle_guest_abort | –
    """

  /// §2.2: the size comes from a walk of the process's tables.
  static let v515 = v514.replacing(
    "F12m transparent_hugepage_adjust | srcu, mmu spin",
    with: """
      W1 get_user_mapping_size | srcu, mmu spin
      W2 get_user_mapping_size | srcu, mmu spin
      W2.3 get_user_mapping_size | srcu, mmu spin
      """)

  /// §2.3 and A.1, Fp: an rwlock taken to write, in two steps; the address is checked before.
  static let v518 =
    "Fp kvm_handle_guest_abort | –\n"
    + v515.replacing("mmu spin", with: "mmu W")
    .replacing("F10 user_mem_abort", with: "F10q user_mem_abort | srcu\nF10 user_mem_abort")

  /// §2.3: to read, and the walk of stage 2 inside an RCU section.
  static let v62 = """
    Fp kvm_handle_guest_abort | –
    F0 kvm_handle_guest_abort | srcu
    F2 user_mem_abort | srcu, mmap R
    F3 user_mem_abort | srcu, mmap R
    F5 user_mem_abort | srcu
    Fb user_mem_abort | srcu
    F7b user_mem_abort | srcu
    F8 __gfn_to_pfn_memslot | srcu
    F10r user_mem_abort | srcu, mmu R
    F11 mmu_invalidate_retry | srcu, mmu R
    W1 get_user_mapping_size | srcu, mmu R
    W2 get_user_mapping_size | srcu, mmu R
    W2.3 get_user_mapping_size | srcu, mmu R
    F14.0 · | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.2 · | srcu, mmu R, rcu
    F14.5 · | srcu, mmu R, rcu
    F14.3 stage2_try_break_pte | srcu, mmu R, rcu
    F14.4 · | srcu, mmu R, rcu
    F14.6 stage2_make_pte | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.2 · | srcu, mmu R, rcu
    F14.3 stage2_try_break_pte | srcu, mmu R, rcu
    F14.4 · | srcu, mmu R, rcu
    F14.6 stage2_make_pte | srcu, mmu R, rcu
    F14.7 · | srcu, mmu R
    F15d mark_page_dirty_in_slot | srcu, mmu R
    F15u user_mem_abort | srcu
    F15 kvm_release_pfn_clean | srcu
    F16 kvm_handle_guest_abort | –
    """

  /// §2.3, §1.7: the cache filled first, the sequence sampled under mmap_lock, interrupts off in the
  /// walk of the process's tables.
  static let v63 = """
    Fp kvm_handle_guest_abort | –
    F0 kvm_handle_guest_abort | srcu
    Fa user_mem_abort | srcu
    F2 user_mem_abort | srcu, mmap R
    F3 user_mem_abort | srcu, mmap R
    F7a user_mem_abort | srcu, mmap R
    F5 user_mem_abort | srcu
    F8 __gfn_to_pfn_memslot | srcu
    F10r user_mem_abort | srcu, mmu R
    F11 mmu_invalidate_retry | srcu, mmu R
    W0 get_user_mapping_size | srcu, mmu R, irqs off
    W1 get_user_mapping_size | srcu, mmu R, irqs off
    W2 get_user_mapping_size | srcu, mmu R, irqs off
    W2.3 get_user_mapping_size | srcu, mmu R, irqs off
    W3 get_user_mapping_size | srcu, mmu R
    F14.0 · | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.2 · | srcu, mmu R, rcu
    F14.5 · | srcu, mmu R, rcu
    F14.3 stage2_try_break_pte | srcu, mmu R, rcu
    F14.4 · | srcu, mmu R, rcu
    F14.6 stage2_make_pte | srcu, mmu R, rcu
    F14.1 · | srcu, mmu R, rcu
    F14.2 · | srcu, mmu R, rcu
    F14.3 stage2_try_break_pte | srcu, mmu R, rcu
    F14.4 · | srcu, mmu R, rcu
    F14.6 stage2_make_pte | srcu, mmu R, rcu
    F14.7 · | srcu, mmu R
    F15d mark_page_dirty_in_slot | srcu, mmu R
    F15u user_mem_abort | srcu
    F15 kvm_release_pfn_clean | srcu
    F16 kvm_handle_guest_abort | –
    """

  /// §2.4, A.1: no look at mmu->pgt before the lock since v6.14; page, unlock, dirty bit since v6.13.
  static let v619 =
    v63
    .replacing("Fp kvm_handle_guest_abort | –\n", with: "")
    .replacing("__gfn_to_pfn_memslot", with: "__kvm_faultin_pfn")
    .replacing(
      v63End,
      with: """
        F15 kvm_release_faultin_page | srcu, mmu R
        F15u user_mem_abort | srcu
        F15d mark_page_dirty_in_slot | srcu
        """)

  private static let v63End = """
    F15d mark_page_dirty_in_slot | srcu, mmu R
    F15u user_mem_abort | srcu
    F15 kvm_release_pfn_clean | srcu
    """

  @Test(
    "is what the reference says",
    arguments: [
      (Edition.v5_14, v514), (.v5_15, v515), (.v5_18, v518), (.v6_2, v62), (.v6_3, v63),
      (.v6_19, v619),
    ])
  func sequence(edition: Edition, table: String) throws {
    try FaultPathRun(.oneFault(), edition: edition).expect(table, "\(edition.name), a 4K page")
  }

  @Test("v6.12 drops mmu_lock first of all, v6.13 lets the page go before it")
  func orderOfTheEnd() throws {
    let end = { (edition: Edition) in
      try FaultPathRun(.oneFault(), edition: edition).rows.map(\.label).suffix(4)
    }
    #expect(try end(.v6_5) == ["F15d", "F15u", "F15", "F16"])
    #expect(try end(.v6_12) == ["F15u", "F15", "F15d", "F16"])
    #expect(try end(.v6_13) == ["F15", "F15u", "F15d", "F16"])
  }

  @Test("the look at mmu->pgt before the lock is there from v5.18 to v6.13")
  func prologue() throws {
    let editions = try Edition.allCases.filter {
      try FaultPathRun(.oneFault(), edition: $0).rows.first?.label == "Fp"
    }
    #expect(editions == [.v5_18, .v6_2, .v6_3, .v6_4, .v6_5, .v6_12, .v6_13])
  }

  @Test(
    "before v6.2 the return from the walk changes nothing that others can see",
    arguments: [Edition.v5_14, .v5_15, .v5_18])
  func returnIsPrivate(edition: Edition) throws {
    let run = try FaultPathRun(.oneFault(), edition: edition)
    let place = try #require(run.rows.firstIndex { $0.label == "F14.7" })
    let shared = run.stepper.model.variables.filter { $0.thread == nil }
    let before = run.stepper.state(at: place + 1)
    let after = run.stepper.state(at: place + 2)
    for variable in shared {
      let slots = variable.base..<variable.base + variable.count
      #expect(before.words[slots] == after.words[slots], "\(variable.name)")
    }
  }
}
