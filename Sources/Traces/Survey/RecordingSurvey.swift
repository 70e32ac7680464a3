import Machine
import VMSA

/// Goes through a recording once to learn what holds for all of it.
///
/// A fact that only a late event tells (where table pages lie, how a leaf looks on this CPU) is then
/// known when the first table is rebuilt. Where events disagree, the majority counts.
struct RecordingSurvey {
  private var facts = RecordingFacts()
  private var threads: [ThreadNotes] = []
  private var visits = 0
  private static let granules = Granule.allCases
  /// The places in ``granules`` of those that agree with every visit so far.
  private var fittingGranules = Array(granules.indices)
  /// By place in ``granules``.
  private var smallestMapBytes = UInt64.max
  private var lowestLevel: Level?
  private var highestAddress: UInt64 = 0
  private var linearMapVotes = granules.map { _ in Votes() }
  /// The granule that counts when none fits.
  private static let fallback = granules.firstIndex(of: .size4K) ?? 0
  private var mmuVotes = Votes()
  private var notifierVotes = Votes()
  private var leafVotes = Votes()
  private var sawWideKernelAddress = false
  private var kvmSeen: UInt64?
  private var sawSeveralKVM = false
  /// How many threads are within a map call, by the tables it works on.
  private var mapCalls: [UInt64: Int] = [:]

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
    /// The value seen last, and how often on end: nearly all votes are for one value.
    private var last: (value: UInt64, count: Int) = (0, 0)

    mutating func add(_ value: UInt64) {
      if value == last.value {
        last.count += 1
        return
      }
      if last.count > 0 { counts[last.value, default: 0] += last.count }
      last = (value, 1)
    }

    /// The value seen most; the smallest of those seen equally often.
    var winner: UInt64? {
      var all = counts
      if last.count > 0 { all[last.value, default: 0] += last.count }
      return all.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
  }

  /// Learns from one event of a thread, which is told by its place among all threads.
  mutating func take(_ meaning: EventMeaning, thread: Int, fields: borrowing RecordFields) {
    while threads.count <= thread { threads.append(ThreadNotes()) }
    switch meaning {
    case .call(let function):
      facts.called.insert(function)
      if !function.isMoment { threads[thread].visit = nil }
      take(call: function, fields, thread)
    case .returned(let function):
      facts.returning.insert(function)
      if function == .handleGuestAbort { threads[thread].isInFault = false }
      if function == .mapStage2 { leaveMapCall(thread) }
      if function.depth == 3 { threads[thread].visit = nil }
    case .tracepoint(.contentionBegin):
      facts.hasContentionEvents = true
    case .tracepoint, .other: break
    }
  }

  private mutating func take(
    call function: KernelFunction, _ fields: borrowing RecordFields, _ thread: Int
  ) {
    switch function {
    case .mapWalker, .unmapWalker, .attributeWalker, .ageWalker:
      if let visit = WalkerVisit(fields) { take(visit, function, thread) }
    case .tryBreak, .trySet: faultsReadLock(.recordedRead, .read)
    case .mapStage2: takeMapCall(fields, thread)
    case .handleGuestAbort: threads[thread].isInFault = true
    case .readLockSlowPath where threads[thread].isInFault: faultsReadLock(.recordedRead, .read)
    case .writeLockSlowPath where threads[thread].isInFault:
      faultsReadLock(.recordedWrite, .write)
    case .notifierRelease, .invalidateRangeStart, .invalidateRangeEnd:
      threads[thread].notifier = fields[.mn]
    case .flushShadowAll, .unmapGuestRange, .ageGuestRange, .testAgeGuestRange,
      .flushShadowMemslot:
      take(kvm: fields[.kvm], thread)
    case .freeStage2Root:
      if let kvm = threads[thread].kvm, let mmu = fields[.mmu] { mmuVotes.add(mmu &- kvm) }
    default: break
    }
  }

  private mutating func takeMapCall(_ fields: borrowing RecordFields, _ thread: Int) {
    if let bytes = fields[.size], bytes > 0 { smallestMapBytes = min(smallestMapBytes, bytes) }
    highestAddress = max(highestAddress, fields[.addr] ?? 0)
    guard let tables = fields[.pgt] else { return }
    // struct kvm_pgtable comes from kmalloc, so its address is one of the linear map.
    let wide: Range<UInt64> = 0xFFF0_0000_0000_0000..<0xFFFF_0000_0000_0000
    if wide.contains(tables) { sawWideKernelAddress = true }
    // Who calls again has left the call before, whether or not its return is recorded.
    leaveMapCall(thread)
    guard facts.faultLockEvidence != .recordedRead else { return }
    threads[thread].mappedTables = tables
    mapCalls[tables, default: 0] += 1
    // Two at once are two readers.
    if mapCalls[tables] == 2 { faultsReadLock(.recordedRead, .read) }
  }

  private mutating func leaveMapCall(_ thread: Int) {
    guard let tables = threads[thread].mappedTables else { return }
    threads[thread].mappedTables = nil
    mapCalls[tables, default: 1] -= 1
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

  private mutating func take(kvm: UInt64?, _ thread: Int) {
    guard let kvm else { return }
    if kvmSeen == nil { kvmSeen = kvm }
    if kvmSeen != kvm { sawSeveralKVM = true }
    if let notifier = threads[thread].notifier { notifierVotes.add(notifier &- kvm) }
    threads[thread].kvm = kvm
    threads[thread].notifier = nil
  }

  private mutating func take(_ visit: WalkerVisit, _ walker: KernelFunction, _ thread: Int) {
    visits += 1
    if visit.hasStart { faultsReadLock(.recordedRead, .read) }
    if visit.entryAddress < 0xFFFF_0000_0000_0000 { sawWideKernelAddress = true }
    lowestLevel = min(lowestLevel ?? visit.level, visit.level)
    highestAddress = max(highestAddress, visit.address)
    if !fittingGranules.allSatisfy({ RecordingSurvey.granules[$0].fits(visit) }) {
      fittingGranules.removeAll { !RecordingSurvey.granules[$0].fits(visit) }
    }
    if let before = threads[thread].visit, threads[thread].walker == walker {
      linkTables(before, visit)
    }
    let isLeaf = visit.old & 1 != 0 && visit.when == .leaf
    if isLeaf { leafVotes.add(visit.old & 0x33C) }
    threads[thread].visit = visit
    threads[thread].walker = walker
  }

  /// A table entry and the page of the next level, one after the other: where the page lies in the
  /// linear map.
  private mutating func linkTables(_ before: WalkerVisit, _ now: WalkerVisit) {
    let (parent, child) = before.level < now.level ? (before, now) : (now, before)
    guard parent.level.next == child.level, parent.old & 0b11 == 0b11,
      parent.when == (before.level < now.level ? .beforeTable : .afterTable)
    else { return }
    for place in fittingGranules { linkTables(parent, child, place) }
    // What no longer fits can't be chosen, but for the one that is when none fits.
    if !fittingGranules.contains(RecordingSurvey.fallback) {
      linkTables(parent, child, RecordingSurvey.fallback)
    }
  }

  private mutating func linkTables(_ parent: WalkerVisit, _ child: WalkerVisit, _ place: Int) {
    let granule = RecordingSurvey.granules[place]
    let table = parent.old & 0x0000_FFFF_FFFF_FFFF & ~(granule.pageSizeBytes - 1)
    linearMapVotes[place].add(child.page(granule) &- table)
  }

  /// Takes over which functions were seen by another survey, of other records.
  mutating func noteFunctions(of other: RecordingSurvey) {
    facts.called.formUnion(other.facts.called)
    facts.returning.formUnion(other.facts.returning)
    if other.facts.hasContentionEvents { facts.hasContentionEvents = true }
  }

  /// What was learned. `toldMode` is the mode of faults' mmu_lock when the user named the kernel.
  func result(toldMode: LockClaim.Mode?) -> RecordingFacts {
    var facts = facts
    facts.granule = granule
    facts.isGranuleTold = visits > 0 || smallestMapBytes < .max
    facts.linearMapOffset =
      RecordingSurvey.granules.firstIndex(of: granule).flatMap { linearMapVotes[$0].winner }
    facts.mmuOffset = mmuVotes.winner
    facts.soleKVM = sawSeveralKVM ? nil : kvmSeen
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
    let fitting = fittingGranules.map { RecordingSurvey.granules[$0] }
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

extension Granule {
  /// Whether an entry stands where this granule puts the entry of its address.
  fileprivate func fits(_ visit: WalkerVisit) -> Bool {
    let found = Int(visit.entryAddress & (pageSizeBytes - 1)) >> 3
    return index(of: visit.address, at: visit.level) == found
  }
}
