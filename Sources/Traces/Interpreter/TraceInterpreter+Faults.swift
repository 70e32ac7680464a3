import Machine
import VMSA

// Faults: from the trap to the way back into the guest or out to user space.
extension TraceInterpreter {
  mutating func enterFaultHandler(_ thread: Int) {
    if threads[thread].fault != nil { endFault(of: thread, .resumed) }
    threads[thread].progress = ThreadContext.FaultProgress()
  }

  /// `ipa %#llx, hsr %#08lx, hxfar %#08lx, pc %#016lx`.
  mutating func guestFault(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let address = fields[.ipa], let syndrome = fields[.hsr],
      let far = fields[.hxfar], let counter = fields[.pc]
    else { return false }
    if threads[thread].fault != nil { endFault(of: thread, .resumed) }
    builder.cast.faults.append(
      FaultRecord(
        thread: thread, machine: threads[thread].machine, address: IntermediateAddress(address),
        syndrome: ExceptionSyndrome(raw: syndrome), virtualAddress: VirtualAddress(far),
        programCounter: VirtualAddress(counter), event: event))
    let number = builder.cast.faults.count - 1
    threads[thread].fault = number
    for call in threads[thread].calls { builder.cast.calls[call.record].fault = number }
    builder.set(.threadFault, thread, to: UInt64(number + 1), .observed)
    dropLeafMet(by: number)
    return true
  }

  /// Where no unmapping is recorded, a translation fault shows that its address is mapped no more.
  private mutating func dropLeafMet(by fault: Int) {
    let record = builder.cast.faults[fault]
    guard !facts.seesUnmapping, let machine = record.machine,
      let root = builder.cast.machines[machine].root,
      case .translation = record.syndrome.faultStatus
    else { return }
    let walk = builder.state.walk(root: root, to: record.address.raw, cast: builder.cast)
    guard case .mapped = walk.result, let leaf = walk.steps.last else { return }
    builder.set(.descriptor, leaf.slot, to: 0, .inferred(.invalidByFault))
  }

  /// `IPA: %lx`, without “0x”: the fault in flight is one of the access flag.
  mutating func accessFault(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard fields[.ipa] != nil else { return false }
    threads[thread].progress.madeYoung = true
    return true
  }

  mutating func leaveFaultHandler(_ thread: Int, returned: Int?) {
    let progress = threads[thread].progress
    switch returned {
    case 0?: endFault(of: thread, .emulated)
    case let number? where number < 0: endFault(of: thread, .failed(number))
    default: endFault(of: thread, outcome(progress))
    }
  }

  private func outcome(_ progress: ThreadContext.FaultProgress) -> FaultRecord.Outcome {
    if progress.emulated { return .emulated }
    switch (progress.mapReturned, progress.relaxReturned) {
    case (0?, _): return .mapped(bytes: progress.mapBytes)
    case (ErrorNumber.again?, _), (_, ErrorNumber.again?): return .entryBusy
    case (let number?, _): return .failed(number)
    case (_, 0?): return .relaxed
    case (_, let number?): return .failed(number)
    case (nil, nil): break
    }
    if progress.madeYoung { return .accessFlagSet }
    let wouldSeeMap = facts.called.contains(.mapStage2)
    return wouldSeeMap ? .retried : .resumed
  }

  private mutating func endFault(of thread: Int, _ outcome: FaultRecord.Outcome) {
    guard let fault = threads[thread].fault else { return }
    builder.cast.faults[fault].endEvent = event
    builder.cast.faults[fault].outcome = outcome
    threads[thread].fault = nil
    builder.set(.threadFault, thread, to: 0, .observed)
  }

  mutating func guestEntry(_ thread: Int) -> Bool {
    builder.cast.threads[thread].isVirtualCPU = true
    endFaultByProgress(thread)
    builder.set(.threadGuest, thread, to: 1, .observed)
    return true
  }

  mutating func guestExit(_ thread: Int) -> Bool {
    builder.cast.threads[thread].isVirtualCPU = true
    builder.set(.threadGuest, thread, to: 0, .observed)
    return true
  }

  mutating func userspaceExit(_ thread: Int) -> Bool {
    endFaultByProgress(thread)
    builder.set(.threadGuest, thread, to: 0, .observed)
    return true
  }

  mutating func memoryMappedAccess(_ thread: Int) -> Bool {
    threads[thread].progress.emulated = true
    return true
  }

  /// Without a return probe on the handler, the fault ends when the thread goes on.
  private mutating func endFaultByProgress(_ thread: Int) {
    guard threads[thread].fault != nil else { return }
    let progress = threads[thread].progress
    threads[thread].calls.removeAll()
    builder.set(.threadCall, thread, to: 0, .inferred(.faultEndedByProgress))
    endFault(of: thread, outcome(progress))
    threads[thread].progress = ThreadContext.FaultProgress()
  }
}

/// Error numbers of Linux that KVM's page-table functions return.
enum ErrorNumber {
  /// -EAGAIN.
  static let again = -11
}
