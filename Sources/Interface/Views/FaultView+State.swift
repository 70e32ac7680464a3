import Machine
import VMSA

extension FaultView {
  /// The fault of the thread a state follows.
  init(_ state: AppState) {
    guard let number = state.shownFault else {
      let whose = state.selectedThread.map { " of \(state.cast.threadName($0))" } ?? ""
      self.init(
        thread: "", facts: ["No stage-2 fault\(whose) so far."], sentence: "", path: [],
        outcome: "", isUnfinished: false)
      return
    }
    let fault = state.cast.faults[number]
    self.init(
      thread: state.cast.threadName(fault.thread),
      facts: FaultView.facts(of: fault, isSimulated: state.stepper != nil),
      sentence: fault.syndrome.sentence,
      path: FaultPath(state, fault: number).steps,
      outcome: FaultView.outcome(of: fault, number, state),
      isUnfinished: fault.endEvent.map { $0 > state.index } ?? true)
  }

  private static func facts(of fault: FaultRecord, isSimulated: Bool) -> [String] {
    let syndrome = fault.syndrome
    let status = syndrome.faultStatus?.words ?? syndrome.exceptionClass.words
    let access = syndrome.isInstruction ? "fetch" : syndrome.isWrite ? "write" : "read"
    var facts = ["\(syndrome.exceptionClass.name) · \(access) · \(status)"]
    if syndrome.isStage1TableWalk { facts[0] += " · on a stage 1 table" }
    // A simulated guest has no program, and its virtual addresses are its physical ones.
    guard !isSimulated else { return facts + ["IPA \(fault.address.grouped)"] }
    let far = syndrome.isFaultAddressInvalid ? "not valid" : fault.virtualAddress.grouped
    facts.append(
      "IPA \(fault.address.grouped) · VA \(far) · PC \(fault.programCounter.grouped)")
    return facts
  }

  private static func outcome(of fault: FaultRecord, _ number: Int, _ state: AppState) -> String {
    let start = state.time(ofEvent: fault.event)
    guard let end = fault.endEvent, end <= state.index else {
      let age = TimeText.between(start, state.time(ofEvent: state.index))
      return age == 0 ? "just taken" : "being handled for \(state.clockUnit.duration(age))"
    }
    let length = state.clockUnit.duration(TimeText.between(start, state.time(ofEvent: end)))
    let words =
      fault.outcome.map { state.words(for: $0, of: fault) } ?? "ended; how is not recorded"
    return "\(words), after \(length)"
  }
}

extension AppState {
  /// How many faults are looked through for the last one of a thread.
  private static let faultSearchLimit = 4096

  /// The fault the Fault panel shows: the one its thread is in, else the last one it was in.
  ///
  /// A thread that never faulted, as a notifier, gives way to the last fault of any thread.
  var shownFault: Int? {
    let thread = selectedThread ?? currentThread
    if let thread, let fault = machine.fault(ofThread: thread),
      cast.faults.indices.contains(fault)
    {
      return fault
    }
    let end = faultCount(before: index + 1)
    let recent = (max(0, end - AppState.faultSearchLimit)..<end).reversed()
    if let own = recent.first(where: { cast.faults[$0].thread == thread }) { return own }
    return selectedThread == nil ? recent.first : nil
  }

  /// How many faults were told of before an event; faults are in the order of their events.
  func faultCount(before event: Int) -> Int {
    var low = 0
    var high = cast.faults.count
    while low < high {
      let middle = (low + high) / 2
      if cast.faults[middle].event < event { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension AppState {
  /// How a fault ended, in words; which depends on the memslot and on the entry it met.
  func words(for outcome: FaultRecord.Outcome, of fault: FaultRecord) -> String {
    switch outcome {
    case .emulated:
      switch memoryMet(by: fault) {
      case .readOnlySlot(let slot): "a write to read-only slot \(slot): left to user space as MMIO"
      case .noSlot: "no memslot there: left to user space as MMIO"
      case .slot, .notRecorded: "left to user space as MMIO"
      }
    case .entryBusy:
      isMappedNow(fault)
        ? "another thread had mapped it already (EAGAIN): the guest tries again"
        : "another thread was changing the entry (EAGAIN): the guest tries again"
    default: outcome.words
    }
  }

  /// What a fault's address is, by the memslots told of.
  enum MemoryMet: Hashable {
    case notRecorded, noSlot
    case slot(Int), readOnlySlot(Int)
  }

  /// What a fault's address is.
  func memoryMet(by fault: FaultRecord) -> MemoryMet {
    guard let number = machine.memslot(containing: fault.address.raw, cast: cast) else {
      return machine.memslotsInForce().isEmpty ? .notRecorded : .noSlot
    }
    let slot = cast.memslots[number]
    return slot.isReadOnly && fault.syndrome.isWrite
      ? .readOnlySlot(slot.number) : .slot(slot.number)
  }

  /// Whether a fault's address is mapped at this instant, as far as is known.
  func isMappedNow(_ fault: FaultRecord) -> Bool {
    guard let machineNumber = fault.machine, cast.machines.indices.contains(machineNumber),
      let root = cast.machines[machineNumber].root
    else { return false }
    let walk = machine.walk(root: root, to: fault.address.raw, cast: cast)
    if case .mapped = walk.result { return true }
    return false
  }
}

extension FaultRecord.Outcome {
  /// How a fault ended, in words, as far as the outcome alone tells.
  var words: String {
    switch self {
    case .mapped(let bytes): bytes == 0 ? "mapped" : "mapped \(ByteSize.text(bytes))"
    case .relaxed: "permissions added"
    case .accessFlagSet: "access flag set"
    case .entryBusy: "given up (EAGAIN): the guest tries again"
    case .retried: "given up for an invalidation: the guest tries again"
    case .emulated: "left to user space as MMIO"
    case .failed(let number): "failed with \(FaultPath.returnedWords(number))"
    case .resumed: "the guest went on; what was done is not recorded"
    }
  }
}
