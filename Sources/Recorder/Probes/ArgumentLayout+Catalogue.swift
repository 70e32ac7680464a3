extension ArgumentLayout {
  /// All layouts, in the order the script sets them.
  public static let all: [ArgumentLayout] = [.visit, .entry, .hostRange, .guestRange]

  /// What a walker's callback is called with.
  static let visit = ArgumentLayout(
    name: "visit",
    meaning: "what a walker's callback is called with: the entry, its place and its content",
    sources: [
      "to v6.1: (addr, end, level, ptep, flag, arg); the entry is read through ptep",
      "v6.2: (ctx, visit); struct kvm_pgtable_visit_ctx is ptep, old, arg, mm_ops, addr, end, level",
      "v6.4, v6.3.4: start stands before addr (commit 1f0f4a2ef7a5); v6.8: level is signed",
      "read in asm/kvm_pgtable.h of 6.1, 6.5 and 6.12; not sure of 6.2 and 6.3 with patches of others",
    ],
    variants: [
      Variant(condition: .since(KernelVersion(6, 3, 4)), arguments: started + " visit=%x1:u32"),
      Variant(condition: .since(KernelVersion(6, 2)), arguments: unstarted + " visit=%x1:u32"),
      Variant(
        condition: .otherwise,
        arguments: "addr=%x0 end=%x1 level=%x2:s8 ptep=%x3 old=+0(%x3):x64 visit=%x4:u32"),
    ])

  /// What the functions that change an entry are called with: the same, without the visit.
  static let entry = ArgumentLayout(
    name: "entry",
    meaning: "the entry a function is about to change, from the same structure",
    sources: ["these functions came with v6.2"],
    variants: [
      Variant(condition: .since(KernelVersion(6, 3, 4)), arguments: started),
      Variant(condition: .otherwise, arguments: unstarted),
    ])

  /// The host's addresses that a notifier is called for.
  static let hostRange = ArgumentLayout(
    name: "host_range",
    meaning: "the host's addresses of an invalidation",
    sources: [
      "to v6.2: struct mmu_notifier_range is vma, mm, start, end",
      "v6.3: vma is gone, with the function named here (commit 7d4a8be0c4b2)",
      "read in linux/mmu_notifier.h of 6.1 and 6.12",
    ],
    variants: [
      Variant(
        condition: .has(function: "mmu_notifier_range_update_to_read_only"),
        arguments: "start=+16(%x1):x64 end=+24(%x1):x64"),
      Variant(
        condition: .since(KernelVersion(6, 3)), arguments: "start=+8(%x1):x64 end=+16(%x1):x64"),
      Variant(condition: .otherwise, arguments: "start=+16(%x1):x64 end=+24(%x1):x64"),
    ])

  /// The guest's frames of a memslot that a notifier's range meets.
  static let guestRange = ArgumentLayout(
    name: "guest_range",
    meaning: "the guest's frame numbers that the host's addresses are in a memslot",
    sources: [
      "since v5.13: (kvm, range); struct kvm_gfn_range is slot, start, end in 6.1 and 6.12",
      "before, arm64 has no function of these names",
    ],
    variants: [
      Variant(
        condition: .otherwise,
        arguments: "kvm=%x0 slot=+0(%x1):x64 start=+8(%x1):x64 end=+16(%x1):x64")
    ])

  private static let started =
    "addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 "
    + "ptep=+0(%x0):x64 old=+8(%x0):x64"
  private static let unstarted =
    "addr=+32(%x0):x64 end=+40(%x0):x64 level=+48(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64"
}
