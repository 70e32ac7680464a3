import Machine
import VMSA

/// Goes through a recording once to learn what holds for all of it.
///
/// A fact that only a late event tells (where table pages lie, how a leaf looks on this CPU) is then
/// known when the first table is rebuilt. Where events disagree, the majority counts.
struct RecordingSurvey {
  private var facts = RecordingFacts()
  private var threads: [Int: ThreadNotes] = [:]
  private var visits = 0
  private var consistentVisits: [Granule: Int] = [:]
  private var smallestMapBytes = UInt64.max
  private var lowestLevel: Level?
  private var highestAddress: UInt64 = 0
  private var linearMapVotes: [Granule: Votes] = [:]
  private var mmuVotes = Votes()
  private var notifierVotes = Votes()
  private var leafVotes = Votes()
  private var sawWideKernelAddress = false
  /// The threads within a map call, by the tables it works on.
  private var mapCalls: [UInt64: Set<Int>] = [:]

  /// What a thread did last.
  private struct ThreadNotes {
    var visit: WalkerVisit?
    var walker: KernelFunction?
    var kvm: UInt64?
    var notifier: UInt64?
    var isInFault = false
    /// The tables a map call works on that has not returned.
    var mappedTables: UInt64?
  }

  /// Counts of values seen.
  private struct Votes {
    private var counts: [UInt64: Int] = [:]
    mutating func add(_ value: UInt64) { counts[value, default: 0] += 1 }
    /// The value seen most; the smallest of those seen equally often.
    var winner: UInt64? { counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key }
  }

  /// Learns from one event.
  mutating func take(_ meaning: EventMeaning, thread: Int, fields: RecordFields) {
    switch meaning {
    case .call(let function):
      facts.called.insert(function)
      var notes = threads[thread] ?? ThreadNotes()
      take(call: function, fields, &notes)
      threads[thread] = notes
      if function == .mapStage2, let tables = fields[.pgt] {
        mapCalls[tables, default: []].insert(thread)
        threads[thread]?.mappedTables = tables
        // Two at once are two readers.
        if mapCalls[tables]?.count == 2 { faultsReadLock(.recordedRead, .read) }
      }
    case .returned(let function):
      facts.returning.insert(function)
      if function == .handleGuestAbort { threads[thread]?.isInFault = false }
      if function == .mapStage2, let tables = threads[thread]?.mappedTables {
        mapCalls[tables]?.remove(thread)
        threads[thread]?.mappedTables = nil
      }
      if function.depth == 3 { threads[thread]?.visit = nil }
    case .tracepoint(.contentionBegin):
      facts.hasContentionEvents = true
    case .tracepoint, .other: break
    }
  }

  private mutating func take(
    call function: KernelFunction, _ fields: RecordFields, _ notes: inout ThreadNotes
  ) {
    if !function.isMoment { notes.visit = nil }
    switch function {
    case .mapWalker, .unmapWalker, .attributeWalker, .ageWalker:
      if let visit = WalkerVisit(fields) { take(visit, function, &notes) }
    case .tryBreak, .trySet:
      faultsReadLock(.recordedRead, .read)
    case .mapStage2:
      if let bytes = fields[.size], bytes > 0 {
        smallestMapBytes = min(smallestMapBytes, bytes)
      }
      highestAddress = max(highestAddress, fields[.addr] ?? 0)
      // struct kvm_pgtable comes from kmalloc, so its address is one of the linear map.
      let wide: Range<UInt64> = 0xFFF0_0000_0000_0000..<0xFFFF_0000_0000_0000
      if let tables = fields[.pgt], wide.contains(tables) {
        sawWideKernelAddress = true
      }
    case .handleGuestAbort: notes.isInFault = true
    case .readLockSlowPath where notes.isInFault: faultsReadLock(.recordedRead, .read)
    case .writeLockSlowPath where notes.isInFault: faultsReadLock(.recordedWrite, .write)
    case .notifierRelease, .invalidateRangeStart, .invalidateRangeEnd:
      notes.notifier = fields[.mn]
    case .flushShadowAll, .unmapGuestRange, .ageGuestRange, .testAgeGuestRange,
      .flushShadowMemslot:
      take(kvm: fields[.kvm], &notes)
    case .freeStage2Root:
      if let kvm = notes.kvm, let mmu = fields[.mmu] { mmuVotes.add(mmu &- kvm) }
    default: break
    }
  }

  /// Notes the first evidence of the mode in which faults take mmu_lock; later evidence of a slow
  /// path taken for writing does not outweigh a function that only newer kernels have.
  private mutating func faultsReadLock(
    _ evidence: RecordingFacts.FaultLockEvidence, _ mode: LockClaim.Mode
  ) {
    guard facts.faultLockEvidence != .recordedRead else { return }
    facts.faultLockEvidence = evidence
    facts.faultLockMode = mode
  }

  private mutating func take(kvm: UInt64?, _ notes: inout ThreadNotes) {
    guard let kvm else { return }
    facts.kvmAddresses.insert(kvm)
    if let notifier = notes.notifier { notifierVotes.add(notifier &- kvm) }
    notes.kvm = kvm
    notes.notifier = nil
  }

  private mutating func take(
    _ visit: WalkerVisit, _ walker: KernelFunction, _ notes: inout ThreadNotes
  ) {
    visits += 1
    if visit.hasStart { faultsReadLock(.recordedRead, .read) }
    if visit.entryAddress < 0xFFFF_0000_0000_0000 { sawWideKernelAddress = true }
    lowestLevel = min(lowestLevel ?? visit.level, visit.level)
    highestAddress = max(highestAddress, visit.address)
    for granule in Granule.allCases {
      let index = granule.index(of: visit.address, at: visit.level)
      let found = Int(visit.entryAddress & (granule.pageSizeBytes - 1)) >> 3
      if index == found { consistentVisits[granule, default: 0] += 1 }
    }
    if let before = notes.visit, notes.walker == walker { linkTables(before, visit) }
    let isLeaf = visit.old & 1 != 0 && visit.when == .leaf
    if isLeaf { leafVotes.add(visit.old & 0x33C) }
    notes.visit = visit
    notes.walker = walker
  }

  /// A table entry and the page of the next level, one after the other: where the page lies in the
  /// linear map.
  private mutating func linkTables(_ before: WalkerVisit, _ now: WalkerVisit) {
    let (parent, child) = before.level < now.level ? (before, now) : (now, before)
    guard parent.level.next == child.level, parent.old & 0b11 == 0b11,
      parent.when == (before.level < now.level ? .beforeTable : .afterTable)
    else { return }
    for granule in Granule.allCases {
      let table = parent.old & 0x0000_FFFF_FFFF_FFFF & ~(granule.pageSizeBytes - 1)
      linearMapVotes[granule, default: Votes()].add(child.page(granule) &- table)
    }
  }

  /// What was learned. `toldMode` is the mode of faults' mmu_lock when the user named the kernel.
  func result(toldMode: LockClaim.Mode?) -> RecordingFacts {
    var facts = facts
    facts.granule = granule
    facts.isGranuleTold = visits > 0 || smallestMapBytes < .max
    facts.linearMapOffset = linearMapVotes[granule]?.winner
    facts.mmuOffset = mmuVotes.winner
    facts.notifierOffset = notifierVotes.winner
    learnLeaves(&facts)
    placeRoot(&facts)
    let hasOnlyOldWalkers =
      facts.called.contains(.mapWalker) && !facts.called.contains(.tryBreak)
    if facts.faultLockEvidence == .assumed && hasOnlyOldWalkers {
      facts.faultLockMode = .write
      facts.faultLockEvidence = .oldWalkers
    }
    if let toldMode {
      facts.faultLockMode = toldMode
      facts.faultLockEvidence = .toldKernel
    }
    return facts
  }

  /// The first table: at the highest level visited, or above it where that would take more than the
  /// 16 concatenated tables there can be.
  private func placeRoot(_ facts: inout RecordingFacts) {
    let entries = facts.granule.entriesPerTable
    var level = lowestLevel ?? .one
    func tables(_ level: Level) -> UInt64 {
      (highestAddress >> UInt64(facts.granule.shift(at: level))) / UInt64(entries) + 1
    }
    while tables(level) > 16, let above = level.previous { level = above }
    facts.rootLevel = level
    facts.rootEntryCount = Int(min(16, tables(level))) * entries
  }

  /// The granule whose indexes agree with where the entries stand; the smallest mapping decides
  /// between several.
  private var granule: Granule {
    let fitting = Granule.allCases.filter { consistentVisits[$0, default: 0] == visits }
    if let exact = fitting.first(where: { $0.pageSizeBytes == smallestMapBytes }) { return exact }
    return fitting.first { smallestMapBytes.isMultiple(of: $0.pageSizeBytes) } ?? .size4K
  }

  /// Memory attributes and width off the leaves seen; else from the width of kernel addresses.
  ///
  /// KVM maps inner shareable, so bits 9:8 clear mean address bits: LPA2. A kernel that uses 52-bit
  /// addresses with 4K or 16K pages runs with LPA2, and a CPU with LPA2 (Armv8.7) has FEAT_S2FWB
  /// (Armv8.4).
  private func learnLeaves(_ facts: inout RecordingFacts) {
    if let leaf = leafVotes.winner {
      facts.sawLeaf = true
      facts.hasWideOutputs = facts.granule != .size64K && leaf & 0x300 == 0
      facts.normalMemoryAttribute = leaf >> 2 & 0xF
      facts.forcedWriteBack = facts.normalMemoryAttribute != 0xF
    } else if sawWideKernelAddress && facts.granule != .size64K {
      facts.hasWideOutputs = true
      facts.normalMemoryAttribute = 0b0110
      facts.forcedWriteBack = true
    }
  }
}
