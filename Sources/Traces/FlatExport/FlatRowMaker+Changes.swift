import Machine
import VMSA

extension FlatRowMaker {
  /// Writes what a change tells.
  func write(_ change: Change, of event: Int, to row: inout FlatRow) {
    row.set(.change, ChangeName.word(change.kind))
    row.set(.provenance, change.provenance.word)
    if case .inferred = change.provenance {
      row.set(.rule, ProvenanceName.word(change.provenance))
    }
    let subject = Int(change.subject)
    switch change.kind {
    case .descriptor, .descriptorLearned: writeEntry(change, to: &row)
    case .tableAttached: writeTable(subject, change, to: &row)
    case .rootLive:
      writeFlags(change, to: &row)
      row.set(.vm, machine(ofRoot: subject))
    case .lockHold, .lockWait: writeClaim(change, of: event, to: &row)
    case .threadFault: writeFault(change, of: event, to: &row)
    case .threadCall: writeCall(change, of: event, to: &row)
    case .threadGuest: writeFlags(change, to: &row)
    case .invalidationOpen: writeInvalidation(subject, change, of: event, to: &row)
    case .counter:
      row.set(.old, word: change.old)
      row.set(.new, word: change.new)
      guard cast.counters.indices.contains(subject) else { return }
      row.set(.function, cast.counters[subject].name)
      row.set(.vm, cast.counters[subject].machine)
    case .memslot: writeReferences(change, cast.memslots.count, to: &row)
    }
  }

  private func writeFlags(_ change: Change, to row: inout FlatRow) {
    row.set(.old, change.old == 0 ? "0" : "1")
    row.set(.new, change.new == 0 ? "0" : "1")
  }

  private func writeReferences(_ change: Change, _ count: Int, to row: inout FlatRow) {
    // Text like all of the column: readers of JSON want one type in it.
    row.set(.old, member(change.old, count).map { "\($0)" })
    row.set(.new, member(change.new, count).map { "\($0)" })
  }

  // MARK: - Tables

  private func writeEntry(_ change: Change, to row: inout FlatRow) {
    let isLearned = change.kind == .descriptorLearned
    row.set(.old, word: isLearned ? nil : change.old)
    row.set(.new, word: change.new)
    guard let number = cast.table(ofSlot: Int(change.subject)) else { return }
    let table = cast.tables[number]
    let index = Int(change.subject) - table.firstSlot
    let format = cast.roots[table.root].format
    row.set(.vm, machine(ofRoot: table.root))
    row.set(.table, number)
    row.set(.level, table.level.number)
    row.set(.entry, index)
    row.set(.inputAddress, word: table.inputAddress(ofEntry: index))
    let old = Descriptor(raw: change.old, level: table.level, format: format)
    let new = Descriptor(raw: change.new, level: table.level, format: format)
    row.set(.oldKind, isLearned ? nil : String(describing: old.kind))
    row.set(.newKind, String(describing: new.kind))
    let hasLeaf = new.isLeaf || old.isLeaf && !isLearned
    row.set(.bytes, hasLeaf ? new.leafSizeBytes : nil)
  }

  private func writeTable(_ number: Int, _ change: Change, to row: inout FlatRow) {
    writeFlags(change, to: &row)
    guard cast.tables.indices.contains(number) else { return }
    row.set(.vm, machine(ofRoot: cast.tables[number].root))
    row.set(.table, number)
    row.set(.level, cast.tables[number].level.number)
    row.set(.inputAddress, word: cast.tables[number].inputBase)
  }

  // MARK: - What begins and ends

  private func writeClaim(_ change: Change, of event: Int, to row: inout FlatRow) {
    let (old, new) = (LockClaim(word: change.old), LockClaim(word: change.new))
    row.set(.old, old?.mode.word)
    row.set(.new, new?.mode.word)
    row.set(.mode, (new ?? old)?.mode.word)
    row.set(.contended, (old ?? new)?.isContended)
    row.set(.durationNanoseconds, old.flatMap { nanoseconds(from: $0.sinceEvent, to: event) })
    guard cast.claims.indices.contains(Int(change.subject)) else { return }
    let claim = cast.claims[Int(change.subject)]
    let lock = cast.locks[claim.lock]
    row.set(.lock, lock.name)
    row.set(.lockKind, lock.kind.rawValue)
    row.set(.lockAddress, lock.address.isEmpty ? nil : lock.address)
    if let machine = lock.machine { row.set(.vm, machine) }
    // Who got or lost the lock may be another than who made the event.
    row.set(.thread, cast.threads[claim.thread].command)
    row.set(.pid, cast.threads[claim.thread].identifier)
    row.set(.vcpu, cast.threads[claim.thread].isVirtualCPU)
  }

  private func writeFault(_ change: Change, of event: Int, to row: inout FlatRow) {
    let count = cast.faults.count
    writeReferences(change, count, to: &row)
    let ended = member(change.old, count)
    guard let number = ended ?? member(change.new, count) else { return }
    let fault = cast.faults[number]
    row.set(.fault, number)
    row.set(.vm, fault.machine)
    row.set(.inputAddress, word: fault.address.raw)
    guard ended != nil else { return }
    row.set(.durationNanoseconds, nanoseconds(from: fault.event, to: event))
    let outcome = fault.outcome.map(OutcomeName.init)
    row.set(.outcome, outcome?.word)
    row.set(.bytes, outcome?.bytes)
  }

  private func writeCall(_ change: Change, of event: Int, to row: inout FlatRow) {
    let count = cast.calls.count
    writeReferences(change, count, to: &row)
    let begun = member(change.new, count).flatMap { cast.calls[$0].event == event ? $0 : nil }
    guard let number = begun ?? member(change.old, count) else { return }
    let call = cast.calls[number]
    row.set(.function, call.function)
    if let machine = call.machine { row.set(.vm, machine) }
    if !call.addresses.isEmpty { row.set(.inputAddress, word: call.addresses.lowerBound) }
    if begun == nil { row.set(.durationNanoseconds, nanoseconds(from: call.event, to: event)) }
  }

  private func writeInvalidation(
    _ number: Int, _ change: Change, of event: Int, to row: inout FlatRow
  ) {
    writeFlags(change, to: &row)
    guard number < cast.invalidations.count else { return }
    let invalidation = cast.invalidations[number]
    row.set(.vm, invalidation.machine)
    if change.new == 0 {
      row.set(.durationNanoseconds, nanoseconds(from: invalidation.event, to: event))
    }
  }
}
