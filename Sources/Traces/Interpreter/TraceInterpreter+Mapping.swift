import Machine
import VMSA

// kvm_pgtable_stage2_map: entries broken and made.
extension TraceInterpreter {
  /// Remembers the entry a map call may make; what it makes shows in what comes next.
  mutating func mapVisit(_ visit: WalkerVisit, slot: Int, thread: Int) {
    let isReplacedTable = visit.when == .beforeTable && isLeafAllowed(visit, thread)
    guard visit.when == .leaf || isReplacedTable else { return }
    threads[thread].operation?.pending = PendingEntry(
      slot: slot, address: visit.address, level: visit.level, replacesTable: isReplacedTable)
    if isReplacedTable && !facts.called.contains(.tryBreak) {
      // Kernels before v6.2 clear the entry on the way down and install the block on the way up.
      dropChild(of: slot, .subtreeReplaced)
      builder.set(.descriptor, slot, to: 0, .inferred(.subtreeReplaced))
    }
  }

  /// Whether a map call may put a leaf where it visits: the entry's span lies within what is
  /// mapped, and both addresses are aligned to it.
  ///
  /// Source: kvm_block_mapping_supported, arch/arm64/kvm/hyp/pgtable.c, v6.12.
  private func isLeafAllowed(_ visit: WalkerVisit, _ thread: Int) -> Bool {
    guard let operation = threads[thread].operation else { return false }
    let span = facts.granule.entrySpanBytes(at: visit.level)
    let address = visit.address & ~(span - 1)
    let output = operation.output &+ (address &- operation.addresses.lowerBound)
    let (end, overflow) = address.addingReportingOverflow(span)
    return facts.format.permitsLeaf(at: visit.level) && !overflow
      && address >= operation.addresses.lowerBound && end <= operation.addresses.upperBound
      && output & (span - 1) == 0
  }

  /// Whether a map call visits entries of a table that it has just taken out of the tree.
  ///
  /// Kernels before v6.4 went on into it: v6.1 on purpose, to drop its references, v6.2 and v6.3
  /// without harm.
  func isBelowReplacedTable(_ visit: WalkerVisit, thread: Int) -> Bool {
    guard let pending = threads[thread].operation?.pending, pending.replacesTable else {
      return false
    }
    return visit.level > pending.level || visit.when == .afterTable
  }

  /// The walk goes on: if it goes deeper, the entry visited before became a table, else a leaf.
  mutating func resolvePending(_ thread: Int, next visit: WalkerVisit) {
    guard let operation = threads[thread].operation, let pending = operation.pending else { return }
    threads[thread].operation?.pending = nil
    if visit.level <= pending.level {
      makeLeaf(pending, operation)
      return
    }
    noteMade(pending.slot)
    // Another thread may have walked into it already.
    guard builder.state.table(belowSlot: pending.slot) == nil, hasRoomForTables else { return }
    let page = visit.page(facts.granule)
    makeTable(at: pending.slot, page: page, isBornEmpty: true, .tableMadeByMapCall)
  }

  /// A map call's end: 0 means that the last entry was made; -EAGAIN and -ENOMEM that it was not.
  mutating func finishMap(_ thread: Int, returned: Int?) {
    threads[thread].progress.mapReturned = returned ?? 0
    guard let operation = threads[thread].operation else { return }
    if let pending = operation.pending, returned ?? 0 == 0 { makeLeaf(pending, operation) }
    if returned ?? 0 == 0 {
      if !facts.called.contains(.mapWalker) { mapWholeRange(operation) }
      return
    }
    for (slot, broken) in brokenEntries where broken.thread == thread {
      // It gave up after marking the entry, which then holds what it held before.
      if builder.state.entry(ofSlot: slot) == LeafTemplate.locked, broken.before != 0 {
        builder.set(.descriptor, slot, to: broken.before, .inferred(.correctedByVisit))
      }
      brokenEntries[slot] = nil
    }
  }

  private mutating func makeLeaf(_ pending: PendingEntry, _ operation: Stage2Operation) {
    let output = operation.output &+ (pending.address &- operation.addresses.lowerBound)
    let leaf = template.leaf(
      output: output, level: pending.level, protection: operation.protection)
    noteMade(pending.slot)
    guard let leaf else { return }
    dropChild(of: pending.slot, .subtreeReplaced)
    builder.set(.descriptor, pending.slot, to: leaf, .inferred(.madeByMapCall))
  }

  private mutating func noteMade(_ slot: Int) {
    let before = brokenEntries.removeValue(forKey: slot)?.before
    madeEntries[slot] = (event, before ?? builder.state.entry(ofSlot: slot))
  }

  /// `stage2_try_set_pte(ctx, new)`: the exchange succeeds when the entry still holds `old`.
  mutating func trySet(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let visit = WalkerVisit(fields), let new = fields[.new] else { return false }
    builder.noteWorkAddress(visit.address)
    guard let operation = threads[thread].operation,
      let slot = place(visit, machine: operation.machine)
    else { return true }
    guard !builder.state.isKnown(slot: slot) || builder.state.entry(ofSlot: slot) == visit.old
    else { return true }
    if new == LeafTemplate.locked { brokenEntries[slot] = (thread, visit.old) }
    if new & 0b11 != 0b11 || visit.level == .three { dropChild(of: slot, .subtreeReplaced) }
    builder.set(.descriptor, slot, to: new, .inferred(.lockedByBreak))
    return true
  }

  /// `stage2_make_pte(ctx, new)`: what a map or split call writes is told, and need not be inferred.
  ///
  /// Source: stage2_make_pte, arch/arm64/kvm/hyp/pgtable.c, v6.2 on.
  mutating func makeEntry(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard var made = WalkerVisit(fields), let new = fields[.new] else { return false }
    builder.noteWorkAddress(made.address)
    guard let operation = threads[thread].operation, operation.function != .splitStage2,
      let slot = place(made, machine: operation.machine)
    else { return true }
    if operation.pending?.slot == slot { threads[thread].operation?.pending = nil }
    builder.set(.descriptor, slot, to: new, .observed)
    made.old = new
    reconcileChild(slot, with: made)
    noteMade(slot)
    return true
  }

  // MARK: Eager split

  /// `stage2_split_walker` at a block: its parts are built aside and then take its place.
  mutating func splitVisit(_ visit: WalkerVisit, slot: Int, thread: Int) {
    finishSplit(thread)
    guard visit.when == .leaf, visit.old & 0b11 == 0b01, visit.level < .three else { return }
    threads[thread].operation?.splitSlot = slot
  }

  mutating func finishSplit(_ thread: Int) {
    guard hasRoomForTables, let operation = threads[thread].operation,
      let slot = operation.splitSlot,
      let table = builder.cast.table(ofSlot: slot),
      let level = builder.cast.tables[table].level.next
    else { return }
    threads[thread].operation?.splitSlot = nil
    threads[thread].operation?.splitPage = nil
    let before = brokenEntries[slot]?.before ?? builder.state.entry(ofSlot: slot)
    let block = Descriptor(
      raw: before, level: builder.cast.tables[table].level, format: facts.format)
    guard let attributes = Stage2Attributes(block) else { return }
    brokenEntries[slot] = nil
    let child = makeTable(
      at: slot, page: operation.splitPage, isBornEmpty: true, .splitByWriter)
    fill(child, level: level, from: block, attributes)
  }

  private mutating func fill(
    _ table: Int, level: Level, from block: Descriptor, _ attributes: Stage2Attributes
  ) {
    let span = facts.granule.entrySpanBytes(at: level)
    let info = builder.cast.tables[table]
    for index in 0..<info.entryCount {
      let output = PhysicalAddress(block.outputAddress.raw &+ UInt64(index) &* span)
      let part = Descriptor.leaf(
        to: output, level: level, format: facts.format, attributes: attributes)
      guard let part else { continue }
      builder.set(.descriptor, info.firstSlot + index, to: part.raw, .inferred(.splitByWriter))
    }
  }
}
