import Machine
import VMSA

// Calls of kernel functions: which one a thread is in, and what each begins and ends.
extension TraceInterpreter {
  mutating func take(callOf function: KernelFunction, thread: Int, fields: borrowing RecordFields)
    -> Bool
  {
    closeCalls(of: thread, notContaining: function)
    if function.isMoment { return take(moment: function, thread: thread, fields: fields) }
    let machine = machine(of: function, thread: thread, fields: fields)
    if function == .handleGuestAbort { enterFaultHandler(thread) }
    var record = CallRecord(
      function: function.symbol, thread: thread, parent: threads[thread].calls.last?.record,
      fault: threads[thread].fault, event: event)
    record.addresses = addresses(of: function, fields)
    record.machine = machine
    record.output = fields[.phys].map(PhysicalAddress.init)
    builder.cast.calls.append(record)
    let number = builder.cast.calls.count - 1
    builder.set(.threadCall, thread, to: UInt64(number + 1), .observed)
    let claim = machine.flatMap { holdByCall(function, thread: thread, machine: $0) }
    threads[thread].calls.append(.init(function: function, record: number, claim: claim))
    return begin(function, thread: thread, machine: machine, record: record, fields: fields)
  }

  mutating func take(returnOf function: KernelFunction, thread: Int, fields: borrowing RecordFields)
  {
    if function.isLock {
      slowPathReturned(thread)
      return
    }
    guard let position = threads[thread].calls.lastIndex(where: { $0.function == function })
    else { return }
    while threads[thread].calls.count > position + 1 { endLastCall(of: thread, returned: nil) }
    let returned = fields.signed(.ret)
    finish(function, thread: thread, returned: returned)
    endLastCall(of: thread, returned: returned)
    // Whoever returns from a function that does not run under the lock has released it.
    if lockMode(of: function, thread: thread) == nil { releaseSlowPathHold(of: thread) }
    if function == .handleGuestAbort { leaveFaultHandler(thread, returned: returned) }
  }

  /// Ends the calls whose return is not recorded and that can't contain what the thread does now.
  private mutating func closeCalls(of thread: Int, notContaining function: KernelFunction) {
    if function == .handleGuestAbort {
      while !threads[thread].calls.isEmpty { endLastCall(of: thread, returned: nil) }
    }
    while let last = threads[thread].calls.last, !facts.returning.contains(last.function),
      !last.function.mayContain(function)
    {
      endUnreturnedCall(of: thread)
    }
    if !function.isMoment && lockMode(of: function, thread: thread) == nil {
      releaseSlowPathHold(of: thread)
    }
  }

  /// Ends the calls whose return is not recorded: the thread does something quite different now.
  mutating func closeUnreturnedCalls(of thread: Int) {
    while let last = threads[thread].calls.last, last.function != .handleGuestAbort,
      !facts.returning.contains(last.function)
    {
      endUnreturnedCall(of: thread)
    }
  }

  private mutating func endUnreturnedCall(of thread: Int) {
    guard let last = threads[thread].calls.last else { return }
    finish(last.function, thread: thread, returned: nil)
    endLastCall(of: thread, returned: nil, .inferred(.callEndedByProgress))
  }

  private mutating func endLastCall(
    of thread: Int, returned: Int?, _ provenance: Provenance = .observed
  ) {
    guard let call = threads[thread].calls.popLast() else { return }
    builder.cast.calls[call.record].endEvent = event
    builder.cast.calls[call.record].returned = returned
    let outer = threads[thread].calls.last.map { UInt64($0.record + 1) } ?? 0
    builder.set(.threadCall, thread, to: outer, provenance)
    if call.function.depth == 3 { threads[thread].operation = nil }
    if let claim = call.claim {
      release(claim, .inferred(.heldByCall))
      if threads[thread].slowPathHold == claim { threads[thread].slowPathHold = nil }
    }
  }

  private func addresses(of function: KernelFunction, _ fields: borrowing RecordFields) -> Range<
    UInt64
  > {
    switch function {
    case .unmapGuestRange, .ageGuestRange, .testAgeGuestRange:
      guard let start = fields[.start], let end = fields[.end]
      else { return 0..<0 }
      let shift = UInt64(facts.granule.pageShift)
      return range(start << shift, end << shift)
    case .invalidateRangeStart, .invalidateRangeEnd: return 0..<0
    case .writeProtectRange:
      return range(fields[.addr] ?? 0, fields[.end] ?? 0)
    default:
      guard let start = fields[.addr] ?? fields[.start] else {
        return 0..<0
      }
      return range(start, start &+ (fields[.size] ?? 0))
    }
  }

  private func range(_ start: UInt64, _ end: UInt64) -> Range<UInt64> {
    start..<max(start, end)
  }

  /// What a call begins, beyond being a call.
  private mutating func begin(
    _ function: KernelFunction, thread: Int, machine: Int?, record: CallRecord,
    fields: borrowing RecordFields
  ) -> Bool {
    switch function {
    case .mapStage2, .unmapStage2, .writeProtectStage2, .makeYoungStage2, .makeOldStage2,
      .relaxStage2, .testClearYoungStage2, .splitStage2:
      return beginOperation(
        function, thread: thread, machine: machine, record: record, fields: fields)
    case .invalidateRangeStart: return beginInvalidation(thread, machine: machine, fields)
    case .invalidateRangeEnd: return endInvalidation(thread, fields)
    case .unmapGuestRange: invalidationMeetsMemslot(thread, machine: machine)
    case .freeStage2Root, .destroyStage2: if let machine { detachTree(of: machine, by: function) }
    default: break
    }
    return true
  }

  /// What a call's end shows.
  private mutating func finish(_ function: KernelFunction, thread: Int, returned: Int?) {
    switch function {
    case .mapStage2: finishMap(thread, returned: returned)
    case .relaxStage2: finishRelax(thread, returned: returned)
    case .unmapStage2, .writeProtectStage2: finishRange(function, thread: thread)
    case .unmapGuestRange: finishGuestRange(thread)
    case .makeYoungStage2: threads[thread].progress.madeYoung = true
    case .splitStage2: finishSplit(thread)
    default: break
    }
  }

  private mutating func take(
    moment function: KernelFunction, thread: Int, fields: borrowing RecordFields
  ) -> Bool {
    switch function {
    case .readLockSlowPath: return slowPath(thread, .read, fields)
    case .writeLockSlowPath: return slowPath(thread, .write, fields)
    case .mapWalker, .unmapWalker, .attributeWalker, .ageWalker, .splitWalker:
      guard let visit = WalkerVisit(fields) else { return false }
      builder.noteWorkAddress(visit.address)
      take(visit, by: function, thread: thread)
    case .tryBreak:
      if let visit = WalkerVisit(fields) { builder.noteWorkAddress(visit.address) }
      if let mmu = fields[.mmu], let operation = threads[thread].operation {
        link(machine: operation.machine, mmu: mmu)
      }
    case .trySet: return trySet(thread, fields)
    case .makeEntry: return makeEntry(thread, fields)
    case .flushTLBAddress: tableDropProved(thread, fields)
    default: break
    }
    return true
  }
}
