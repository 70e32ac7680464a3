import Machine
import VMSA

// Tables: where an entry stands in the tree, which tables join it, and which leave it.
extension TraceInterpreter {
  /// The slot of the entry a walker visits; tables on the way to it that were never seen join the
  /// tree as unknown ones.
  mutating func place(_ visit: WalkerVisit, machine: Int) -> Int? {
    guard let root = builder.cast.machines[machine].root, visit.level >= facts.rootLevel else {
      return nil
    }
    var table = builder.cast.roots[root].table
    while true {
      let info = builder.cast.tables[table]
      guard let index = info.entryIndex(of: visit.address) else { return nil }
      let slot = info.firstSlot + index
      if info.level == visit.level {
        if builder.cast.tables[table].kernelAddress == nil {
          builder.cast.tables[table].kernelAddress =
            visit.entryAddress &- UInt64(index & (facts.granule.entriesPerTable - 1)) &* 8
        }
        return slot
      }
      if let child = builder.state.table(belowSlot: slot) {
        table = child
      } else {
        guard let next = info.level.next, hasRoomForTables else { return nil }
        let page = next == visit.level ? visit.page(facts.granule) : nil
        table = makeTable(at: slot, page: page, isBornEmpty: false, .correctedByVisit)
      }
    }
  }

  /// Whether another table can be followed: all lives of tables together take at most some 1.7 GiB.
  var hasRoomForTables: Bool { builder.cast.slotCount < TraceInterpreter.mostSlots }

  /// Hangs a new table below an entry, whose descriptor then points to it.
  @discardableResult
  mutating func makeTable(
    at slot: Int, page: UInt64?, isBornEmpty: Bool, _ rule: InferenceRule
  ) -> Int {
    dropChild(of: slot, .subtreeReplaced)
    let parent = builder.cast.tables[builder.cast.table(ofSlot: slot) ?? 0]
    let table = builder.addTable(
      root: parent.root, level: parent.level.next ?? .three,
      inputBase: parent.inputAddress(ofEntry: slot - parent.firstSlot),
      entryCount: facts.granule.entriesPerTable, parentSlot: slot, kernelAddress: page,
      isBornEmpty: isBornEmpty, granule: facts.granule)
    let address = page.flatMap { page in facts.linearMapOffset.map { page &- $0 } }
    let descriptor = address.flatMap { template.table(at: $0, level: parent.level) }
    let known = builder.state.isKnown(slot: slot)
    if isBornEmpty || known {
      // Without the linear map's place, the address is not known, but that it is a table is.
      builder.set(.descriptor, slot, to: descriptor ?? 0b11, .inferred(rule))
    }
    builder.set(.tableAttached, table, to: 1, .inferred(rule))
    return table
  }

  /// Takes the table below an entry out of the tree.
  mutating func dropChild(of slot: Int, _ rule: InferenceRule) {
    guard let child = builder.state.table(belowSlot: slot) else { return }
    builder.set(.tableAttached, child, to: 0, .inferred(rule))
  }

  /// Makes the tree below an entry agree with what was read: a table hangs below a table
  /// descriptor and below nothing else.
  mutating func reconcileChild(_ slot: Int, with visit: WalkerVisit) {
    let isTable = visit.old & 0b11 == 0b11 && visit.level < .three
    let hasChild = builder.state.table(belowSlot: slot) != nil
    if !isTable && hasChild && visit.when == .leaf { dropChild(of: slot, .correctedByVisit) }
    guard isTable, !hasChild, let level = visit.level.next, hasRoomForTables else { return }
    let address = Descriptor(raw: visit.old, level: visit.level, format: facts.format)
      .nextTableAddress.raw
    let parent = builder.cast.tables[builder.cast.table(ofSlot: slot) ?? 0]
    let table = builder.addTable(
      root: parent.root, level: level,
      inputBase: parent.inputAddress(ofEntry: slot - parent.firstSlot),
      entryCount: facts.granule.entriesPerTable, parentSlot: slot,
      kernelAddress: facts.linearMapOffset.map { address &+ $0 },
      // A table that another thread's map call is just putting there is new.
      isBornEmpty: brokenEntries[slot].map { $0.before & 0b11 != 0b11 } ?? false,
      granule: facts.granule)
    builder.set(.tableAttached, table, to: 1, .observed)
  }

  // MARK: Unmapping

  /// `stage2_unmap_walker`: a valid or annotated entry goes; a table goes when it is empty.
  mutating func unmapVisit(_ visit: WalkerVisit, slot: Int, thread: Int) {
    switch visit.when {
    case .leaf:
      let isCounted = visit.old != 0 && visit.old != LeafTemplate.locked
      if isCounted { builder.set(.descriptor, slot, to: 0, .inferred(.clearedByUnmap)) }
    case .afterTable:
      threads[thread].operation?.lastTableSlot = slot
      if isEmptyTable(below: slot) { dropTable(slot) }
    case .beforeTable: break
    }
  }

  private mutating func dropTable(_ slot: Int) {
    dropChild(of: slot, .emptyTableDropped)
    builder.set(.descriptor, slot, to: 0, .inferred(.emptyTableDropped))
  }

  private func isEmptyTable(below slot: Int) -> Bool {
    guard let child = builder.state.table(belowSlot: slot) else { return false }
    return builder.state.isKnownEmpty(table: child, cast: builder.cast)
  }

  /// An unmap call that invalidates one address at no level in particular has dropped the table it
  /// visited last: that is how KVM invalidates a table entry.
  ///
  /// Source: stage2_unmap_put_pte, arch/arm64/kvm/hyp/pgtable.c, v6.12 (TLBI_TTL_UNKNOWN).
  mutating func tableDropProved(_ thread: Int, _ fields: borrowing RecordFields) {
    guard let operation = threads[thread].operation, operation.function == .unmapStage2,
      let slot = operation.lastTableSlot, fields.signed(.level) == Int(Int32.max)
    else { return }
    threads[thread].operation?.lastTableSlot = nil
    if builder.state.table(belowSlot: slot) != nil { dropTable(slot) }
  }
}
