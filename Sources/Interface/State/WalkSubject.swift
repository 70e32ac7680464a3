import Machine
import VMSA

/// The address the Walk panel walks, the tree it walks, and why it is this one.
struct WalkSubject: Hashable, Sendable {
  /// Why an address is shown.
  enum Origin: Hashable, Sendable {
    /// The person keeps to it.
    case pinned
    /// A fault of the current event's thread.
    case fault
    /// What a traced call works on.
    case call
    /// The entry a walker visits.
    case visit
    /// The entry an event changed.
    case change
    /// What a simulated vCPU accesses.
    case access
  }

  /// The root, an index into ``Cast/roots``; nil when none is known.
  var root: Int?
  /// The input address.
  var address: UInt64
  /// Why it is shown.
  var origin: Origin
  /// An earlier event that named it; nil for the current one.
  var earlierEvent: Int?
  /// The fault it comes from.
  var fault: Int?
}

extension AppState {
  /// How many events the search for an address goes back.
  static let subjectSearchLimit = 512

  /// What the Walk panel shows; nil when nothing near names an address.
  var walkSubject: WalkSubject? {
    if let pinnedAddress {
      let root = selectedRoot ?? automaticSubject?.root ?? anyRoot
      return WalkSubject(root: root, address: pinnedAddress, origin: .pinned)
    }
    var subject = automaticSubject
    if let selectedRoot { subject?.root = selectedRoot }
    return subject
  }

  /// The root the Tables panel shows.
  var shownRoot: Int? { selectedRoot ?? walkSubject?.root ?? anyRoot }

  private var automaticSubject: WalkSubject? {
    guard index >= 0 else { return nil }
    if let stepper { return simulatedSubject(stepper) }
    if let subject = subjectVisitedNow ?? subjectOfCurrentEvent { return subject }
    let lowest = max(0, index - AppState.subjectSearchLimit)
    for event in (lowest...index).reversed() {
      guard var subject = subject(namedByChangesOf: event) else { continue }
      subject.earlierEvent = event == index ? nil : event
      return subject
    }
    return nil
  }

  /// The entry the current event visits: the walk follows it, not the call it is part of.
  private var subjectVisitedNow: WalkSubject? {
    guard log.count > index, let address = log.workAddress(ofEventAt: index),
      let thread = currentThread
    else { return nil }
    let call = machine.call(ofThread: thread)
    let owner = call.flatMap { cast.calls.indices.contains($0) ? cast.calls[$0].machine : nil }
    var subject = WalkSubject(root: root(ofMachine: owner), address: address, origin: .visit)
    // A fault's own address says more, being exact, where it lies below the entry visited.
    if let fault = machine.fault(ofThread: thread), cast.faults.indices.contains(fault),
      cast.faults[fault].address.raw &- address < 0x1000
    {
      subject.address = cast.faults[fault].address.raw
      subject.origin = .fault
      subject.fault = fault
    }
    return subject
  }

  private var subjectOfCurrentEvent: WalkSubject? {
    guard let thread = currentThread else { return nil }
    if let fault = machine.fault(ofThread: thread), let subject = subject(ofFault: fault) {
      return subject
    }
    return machine.call(ofThread: thread).flatMap(subject(ofCall:))
  }

  private func subject(namedByChangesOf event: Int) -> WalkSubject? {
    let changes = log.changes(ofEventAt: event)
    let written = changes.first { $0.kind == .descriptor || $0.kind == .descriptorLearned }
    if let written, let subject = subject(ofSlot: Int(written.subject)) { return subject }
    for change in changes.reversed() {
      let word = Int(clamping: max(change.new, change.old))
      let named =
        switch change.kind {
        case .threadFault: subject(ofFault: word - 1)
        case .threadCall: subject(ofCall: word - 1)
        default: WalkSubject?.none
        }
      if let named { return named }
    }
    return nil
  }

  private func subject(ofSlot slot: Int) -> WalkSubject? {
    guard let table = cast.table(ofSlot: slot), let address = cast.inputAddress(ofSlot: slot)
    else { return nil }
    return WalkSubject(root: cast.tables[table].root, address: address, origin: .change)
  }

  func subject(ofFault fault: Int) -> WalkSubject? {
    guard cast.faults.indices.contains(fault) else { return nil }
    let record = cast.faults[fault]
    return WalkSubject(
      root: root(ofMachine: record.machine), address: record.address.raw, origin: .fault,
      fault: fault)
  }

  private func subject(ofCall call: Int) -> WalkSubject? {
    guard cast.calls.indices.contains(call) else { return nil }
    let record = cast.calls[call]
    guard !record.addresses.isEmpty else { return record.parent.flatMap(subject(ofParent:)) }
    return WalkSubject(
      root: root(ofMachine: record.machine), address: record.addresses.lowerBound, origin: .call)
  }

  /// One level up only: a cast that is wrong about parents must not send us around in circles.
  private func subject(ofParent call: Int) -> WalkSubject? {
    guard cast.calls.indices.contains(call), !cast.calls[call].addresses.isEmpty else { return nil }
    return WalkSubject(
      root: root(ofMachine: cast.calls[call].machine),
      address: cast.calls[call].addresses.lowerBound, origin: .call)
  }

  private func root(ofMachine machine: Int?) -> Int? {
    guard let machine, cast.machines.indices.contains(machine),
      let root = cast.machines[machine].root, cast.roots.indices.contains(root)
    else { return anyRoot }
    return root
  }

  /// The first root in use, or the first there is.
  private var anyRoot: Int? {
    cast.roots.indices.first { machine.isLive(root: $0) } ?? cast.roots.indices.first
  }
}
