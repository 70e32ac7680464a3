import Machine
import VMSA

// Work on stage-2 tables: calls that walk a tree, and what their return shows.
extension TraceInterpreter {
  mutating func beginOperation(
    _ function: KernelFunction, thread: Int, machine: Int?, record: CallRecord,
    fields: borrowing RecordFields
  ) -> Bool {
    guard let machine else { return true }
    if let fault = threads[thread].fault, builder.cast.faults[fault].machine == nil {
      builder.cast.faults[fault].machine = machine
    }
    var operation = Stage2Operation(
      function: function, machine: machine, addresses: record.addresses, event: event)
    operation.output = record.output?.raw ?? 0
    operation.protection = LeafTemplate.Protection(rawValue: fields[.prot] ?? 0)
    operation.makesOld = (fields.signed(.mkold) ?? (function == .makeOldStage2 ? 1 : 0)) != 0
    threads[thread].operation = operation
    threads[thread].relaxed.removeAll(keepingCapacity: true)
    if function == .mapStage2 {
      threads[thread].progress.mapBytes = record.addresses.upperBound - record.addresses.lowerBound
      return record.output != nil && !record.addresses.isEmpty
    }
    return true
  }

  /// A visit by one of the walkers: what it read, and what the walker's callback then does.
  mutating func take(_ visit: WalkerVisit, by walker: KernelFunction, thread: Int) {
    guard let operation = threads[thread].operation else { return }
    if operation.function == .splitStage2, walker == .mapWalker {
      threads[thread].operation?.splitPage = visit.page(facts.granule)
      return
    }
    if walker == .mapWalker && isBelowReplacedTable(visit, thread: thread) { return }
    if walker == .mapWalker { resolvePending(thread, next: visit) }
    guard let slot = place(visit, machine: operation.machine) else { return }
    observe(visit, slot: slot, thread: thread)
    switch walker {
    case .mapWalker: mapVisit(visit, slot: slot, thread: thread)
    case .unmapWalker: unmapVisit(visit, slot: slot, thread: thread)
    case .attributeWalker: attributeVisit(visit, slot: slot, thread: thread)
    case .ageWalker:
      if operation.makesOld { clear(LeafTemplate.Bit.accessFlag, slot, .accessFlagCleared) }
    case .splitWalker: splitVisit(visit, slot: slot, thread: thread)
    default: break
    }
  }

  /// Notes what a walker read, which may differ from what was inferred.
  private mutating func observe(_ visit: WalkerVisit, slot: Int, thread: Int) {
    guard builder.state.isKnown(slot: slot) else {
      builder.set(.descriptor, slot, to: visit.old, .observed)
      reconcileChild(slot, with: visit)
      return
    }
    let known = builder.state.entry(ofSlot: slot)
    if known == visit.old {
      verified += 1
      reconcileChild(slot, with: visit)
      return
    }
    if isStale(visit, slot: slot, thread: thread) { return }
    if known == LeafTemplate.locked, brokenEntries[slot] != nil, visit.old & 1 != 0 {
      // The thread that broke it has made it since, and has not told of it yet.
      builder.set(.descriptor, slot, to: visit.old, .observed)
    } else {
      corrected += 1
      builder.set(.descriptor, slot, to: visit.old, .inferred(.correctedByVisit))
    }
    reconcileChild(slot, with: visit)
  }

  /// Whether a walker read an entry before another thread changed it, and was recorded after.
  private func isStale(_ visit: WalkerVisit, slot: Int, thread: Int) -> Bool {
    if let broken = brokenEntries[slot] {
      return broken.thread != thread && broken.before == visit.old
    }
    guard let made = madeEntries[slot], let operation = threads[thread].operation else {
      return false
    }
    // It may also have read the mark that the other thread's break left for a moment.
    let isOlder = visit.old == made.before || visit.old == LeafTemplate.locked
    return isOlder && operation.event < made.event
  }

  private mutating func attributeVisit(_ visit: WalkerVisit, slot: Int, thread: Int) {
    guard visit.when == .leaf, visit.old & 1 != 0, let operation = threads[thread].operation
    else { return }
    switch operation.function {
    case .writeProtectStage2: clear(LeafTemplate.Bit.writable, slot, .writeProtected)
    case .makeOldStage2: clear(LeafTemplate.Bit.accessFlag, slot, .accessFlagCleared)
    case .makeYoungStage2:
      let entry = builder.state.entry(ofSlot: slot)
      builder.set(
        .descriptor, slot, to: entry | LeafTemplate.Bit.accessFlag, .inferred(.accessFlagSet))
    case .relaxStage2:
      var new = visit.old
      if operation.protection.contains(.read) { new |= LeafTemplate.Bit.readable }
      if operation.protection.contains(.write) { new |= LeafTemplate.Bit.writable }
      if operation.protection.contains(.execute) { new &= ~LeafTemplate.Bit.executeNeverField }
      threads[thread].relaxed.append((slot, new))
    default: break
    }
  }

  /// Clears bits of a valid leaf.
  private mutating func clear(_ bits: UInt64, _ slot: Int, _ rule: InferenceRule) {
    let entry = builder.state.entry(ofSlot: slot)
    guard builder.state.isKnown(slot: slot), entry & 1 != 0 else { return }
    builder.set(.descriptor, slot, to: entry & ~bits, .inferred(rule))
  }

  /// Permissions are relaxed by compare-and-exchange: they hold when the call returned 0, or when
  /// no return is recorded.
  mutating func finishRelax(_ thread: Int, returned: Int?) {
    threads[thread].progress.relaxReturned = returned ?? 0
    guard threads[thread].operation != nil, returned ?? 0 == 0 else { return }
    for change in threads[thread].relaxed {
      builder.set(.descriptor, change.slot, to: change.new, .inferred(.permissionsRelaxed))
    }
  }
}
