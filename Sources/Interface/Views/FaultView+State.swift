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
      thread: state.cast.threadName(fault.thread), facts: FaultView.facts(of: fault),
      sentence: fault.syndrome.sentence,
      path: FaultPath(state, fault: number).steps,
      outcome: FaultView.outcome(of: fault, number, state),
      isUnfinished: fault.endEvent.map { $0 > state.index } ?? true)
  }

  private static func facts(of fault: FaultRecord) -> [String] {
    let syndrome = fault.syndrome
    let status = syndrome.faultStatus?.words ?? syndrome.exceptionClass.words
    let access = syndrome.isInstruction ? "fetch" : syndrome.isWrite ? "write" : "read"
    var facts = ["\(syndrome.exceptionClass.name) · \(access) · \(status)"]
    if syndrome.isStage1TableWalk { facts[0] += " · on a stage 1 table" }
    let far = syndrome.isFaultAddressInvalid ? "not valid" : fault.virtualAddress.grouped
    facts.append(
      "IPA \(fault.address.grouped) · VA \(far) · PC \(fault.programCounter.grouped)")
    return facts
  }

  private static func outcome(of fault: FaultRecord, _ number: Int, _ state: AppState) -> String {
    let start = state.time(ofEvent: fault.event)
    guard let end = fault.endEvent, end <= state.index else {
      let age = TimeText.between(start, state.time(ofEvent: state.index))
      return age == 0 ? "just taken" : "being handled for \(TimeText.duration(age))"
    }
    let length = TimeText.duration(TimeText.between(start, state.time(ofEvent: end)))
    let words = fault.outcome?.words ?? "ended; how is not recorded"
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

extension FaultRecord.Outcome {
  /// How a fault ended, in words.
  var words: String {
    switch self {
    case .mapped(let bytes): "mapped \(ByteSize.text(bytes))"
    case .relaxed: "permissions added"
    case .accessFlagSet: "access flag set"
    case .entryBusy: "entry busy (EAGAIN): the guest tries again"
    case .retried: "given up for an invalidation: the guest tries again"
    case .emulated: "no memory there: the access was emulated"
    case .failed(let number): "failed with \(number)"
    case .resumed: "the guest went on; what was done is not recorded"
    }
  }
}
