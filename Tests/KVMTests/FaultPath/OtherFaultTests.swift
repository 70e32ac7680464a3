import KVM
import Testing

/// The tables are written from the project's reference sheet (§2.0, §2.3, §4.5, A.1, A.6).
@Suite("Permission and access flag faults, step by step with what is held")
struct OtherFaultTests {
  // MARK: - A write to a page that is mapped read-only, in a memslot whose dirty pages are logged

  /// Dirty logging forces pages, so no size is looked for; the permissions of the leaf are relaxed.
  private static func relax(_ begin: String, mmu: String, rcu: String, _ end: String) -> String {
    let inside = "srcu, \(mmu)" + rcu
    let steps = ["R14", "R14.1", "R14.1", "R14.1", "R14.2", "R14.3"].map { "\($0) · | \(inside)" }
    return begin + steps.joined(separator: "\n") + "\nR14.7 · | srcu, \(mmu)\n" + end
  }

  private static func old(_ lock: String, mmu: String) -> String {
    relax(
      """
      F0 kvm_handle_guest_abort | srcu
      F2 user_mem_abort | srcu, mmap R
      F3 user_mem_abort | srcu, mmap R
      F5 user_mem_abort | srcu
      Fb user_mem_abort | srcu
      F7b user_mem_abort | srcu
      F8 __gfn_to_pfn_memslot | srcu
      \(lock) user_mem_abort | srcu, \(mmu)
      F11 · | srcu, \(mmu)

      """, mmu: mmu, rcu: "",
      """
      F15d mark_page_dirty_in_slot | srcu, \(mmu)
      F15u user_mem_abort | srcu
      F15 kvm_release_pfn_clean | srcu
      F16 kvm_handle_guest_abort | –
      """)
  }

  private static func new(
    sample: [String], gup: String, end: String
  ) -> String {
    relax(
      "F0 kvm_handle_guest_abort | srcu\n" + sample.joined(separator: "\n")
        + """

        F8 \(gup) | srcu
        F10r user_mem_abort | srcu, mmu R
        F11 mmu_invalidate_retry | srcu, mmu R

        """, mmu: "mmu R", rcu: ", rcu", end + "\nF16 kvm_handle_guest_abort | –")
  }

  private static let sampleLate = [
    "F2 user_mem_abort | srcu, mmap R", "F3 user_mem_abort | srcu, mmap R",
    "F5 user_mem_abort | srcu", "Fb user_mem_abort | srcu", "F7b user_mem_abort | srcu",
  ]
  private static let sampleEarly = [
    "Fa user_mem_abort | srcu", "F2 user_mem_abort | srcu, mmap R",
    "F3 user_mem_abort | srcu, mmap R", "F7a user_mem_abort | srcu, mmap R",
    "F5 user_mem_abort | srcu",
  ]
  private static let dirtyFirst = """
    F15d mark_page_dirty_in_slot | srcu, mmu R
    F15u user_mem_abort | srcu
    F15 kvm_release_pfn_clean | srcu
    """
  private static let dirtyLast = """
    F15 kvm_release_faultin_page | srcu, mmu R
    F15u user_mem_abort | srcu
    F15d mark_page_dirty_in_slot | srcu
    """

  @Test(
    "a write to a logged page takes the read lock in v5.18 already",
    arguments: [
      (Edition.v5_14, old("F10", mmu: "mmu spin")), (.v5_15, old("F10", mmu: "mmu spin")),
      (.v5_18, old("F10r", mmu: "mmu R")),
      (.v6_2, new(sample: sampleLate, gup: "__gfn_to_pfn_memslot", end: dirtyFirst)),
      (.v6_3, new(sample: sampleEarly, gup: "__gfn_to_pfn_memslot", end: dirtyFirst)),
      (.v6_19, new(sample: sampleEarly, gup: "__kvm_faultin_pfn", end: dirtyLast)),
    ])
  func loggedPage(edition: Edition, table: String) throws {
    let run = try FaultPathRun(
      .oneFault(
        mapping: MemoryPlan.Mapping(guest: 0x4000_0000, size: 4096, isWritable: false),
        isLogged: true),
      edition: edition)
    run.expect(table, "\(edition.name), write to a logged page")
    let words = VariableReader(run.stepper.model)
    #expect(words["dirty", 0, in: run.stepper.state(at: run.stepper.count)] == 1)
  }

  @Test("in v5.18 every other fault queues to write: without logging, and on a block")
  func otherFaultsWrite() throws {
    let readOnlyPage = MemoryPlan.Mapping(guest: 0x4000_0000, size: 4096, isWritable: false)
    let readOnlyBlock = MemoryPlan.Mapping(guest: 0x4000_0000, size: 2 << 20, isWritable: false)
    let scenarios: [Scenario] = [
      .oneFault(mapping: readOnlyPage), .oneFault(isLogged: true),
      .oneFault(mapping: readOnlyBlock, isLogged: true, kind: .huge),
    ]
    for scenario in scenarios {
      let labels = try FaultPathRun(scenario, edition: .v5_18).rows.map(\.label)
      #expect(labels.contains("F10q") && !labels.contains("F10r"), "\(labels)")
    }
  }

  // MARK: - An access to a page whose access flag is clear, where hardware doesn't set it

  private static func access(_ lock: [String], mmu: String) -> String {
    (["F0 kvm_handle_guest_abort | srcu"] + lock + [
      "AF14 kvm_pgtable_stage2_mkyoung | srcu, \(mmu)", "AF15 handle_access_fault | srcu",
      "F16 kvm_handle_guest_abort | –",
    ]).joined(separator: "\n")
  }

  private static let queued = [
    "AF10q handle_access_fault | srcu", "AF10 handle_access_fault | srcu, mmu W",
  ]
  private static let reading = ["AF10r handle_access_fault | srcu, mmu R"]

  @Test(
    "an access flag fault takes mmu_lock and nothing else: to write until v6.2, to read since v6.3",
    arguments: [
      (Edition.v5_14, access(["AF10 handle_access_fault | srcu, mmu spin"], mmu: "mmu spin")),
      (.v5_15, access(["AF10 handle_access_fault | srcu, mmu spin"], mmu: "mmu spin")),
      (.v5_18, access(queued, mmu: "mmu W")), (.v6_2, access(queued, mmu: "mmu W")),
      (.v6_3, access(reading, mmu: "mmu R")), (.v6_19, access(reading, mmu: "mmu R")),
    ])
  func accessFlag(edition: Edition, table: String) throws {
    var mapping = MemoryPlan.Mapping(guest: 0x4000_0000, size: 4096, isWritable: true)
    mapping.isYoung = false
    var scenario = Scenario.oneFault(write: false, mapping: mapping)
    scenario.policies = ["hardwareAccessFlag": "off"]
    try FaultPathRun(scenario, edition: edition).expect(table, "\(edition.name), access flag")
  }
}
