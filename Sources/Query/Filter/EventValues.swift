import Machine

/// The values that events have of fields, read off their columns and changes.
struct EventValues: Sendable {
  /// The virtual machine of each root; nil where none says so.
  private let machineOfRoot: [Int?]
  /// The virtual machines each thread works for; empty where they aren't asked for.
  private let machinesOfThread: [Set<Int>]
  private let waits: ClaimSpans?
  private let holds: ClaimSpans?

  /// Prepares for the fields that will be asked for.
  init(_ timeline: Timeline, fields: Set<QueryField>) {
    let cast = timeline.cast
    var machineOfRoot: [Int?] = Array(repeating: nil, count: cast.roots.count)
    for (number, machine) in cast.machines.enumerated() {
      guard let root = machine.root, machineOfRoot.indices.contains(root) else { continue }
      machineOfRoot[root] = number
    }
    self.machineOfRoot = machineOfRoot
    machinesOfThread = fields.contains(.vm) ? EventValues.machines(cast) : []
    waits = fields.contains(.wait) ? ClaimSpans(timeline, ofHolds: false) : nil
    holds = fields.contains(.hold) ? ClaimSpans(timeline, ofHolds: true) : nil
  }

  private static func machines(_ cast: Cast) -> [Set<Int>] {
    var machines: [Set<Int>] = Array(repeating: [], count: cast.threads.count)
    for fault in cast.faults {
      guard let machine = fault.machine, machines.indices.contains(fault.thread) else { continue }
      machines[fault.thread].insert(machine)
    }
    for call in cast.calls {
      guard let machine = call.machine, machines.indices.contains(call.thread) else { continue }
      machines[call.thread].insert(machine)
    }
    return machines
  }

  /// Hands the values of a field of numbers to `body` as stretches, until it says it is enough.
  ///
  /// - Returns: whether it was.
  func visit(
    _ field: QueryField, of event: Int, in timeline: Timeline, _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let log = timeline.log
    switch field {
    case .event: return hand(Int64(event), to: body)
    case .time: return hand(log.timeNanoseconds(ofEventAt: event), to: body)
    case .cpu: return hand(Int64(log.cpu(ofEventAt: event)), to: body)
    case .vm: return visitMachines(event, timeline) { hand(Int64($0) + 1, to: body) }
    case .ipa:
      if let address = log.workAddress(ofEventAt: event), body(address, address) { return true }
    default: break
    }
    for change in log.changes(ofEventAt: event) {
      let isEnough =
        switch field {
        case .wait: waits?.visit(change, event, timeline, body) ?? false
        case .hold: holds?.visit(change, event, timeline, body) ?? false
        default: visit(field, of: change, at: event, in: timeline, body)
        }
      if isEnough { return true }
    }
    return false
  }

  private func visitMachines(
    _ event: Int, _ timeline: Timeline, _ body: (Int) -> Bool
  ) -> Bool {
    let thread = timeline.log.thread(ofEventAt: event)
    if machinesOfThread.indices.contains(thread) {
      for machine in machinesOfThread[thread] where body(machine) { return true }
    }
    for change in timeline.log.changes(ofEventAt: event) {
      if let machine = machine(of: change, timeline.cast), body(machine) { return true }
    }
    return false
  }

  /// The machine whose table, lock or counter changes.
  private func machine(of change: Change, _ cast: Cast) -> Int? {
    let subject = Int(change.subject)
    switch change.kind {
    case .descriptor, .descriptorLearned, .tableAttached:
      return change.table(in: cast).flatMap { machine(ofRoot: cast.tables[$0].root) }
    case .rootLive: return machine(ofRoot: subject)
    case .lockHold, .lockWait:
      guard let lock = change.lock(in: cast) else { return nil }
      return cast.locks[lock].machine
    case .counter:
      return cast.counters.indices.contains(subject) ? cast.counters[subject].machine : nil
    case .invalidationOpen:
      return cast.invalidations.indices.contains(subject)
        ? cast.invalidations[subject].machine : nil
    case .threadFault, .threadCall, .threadGuest, .memslot: return nil
    }
  }

  private func machine(ofRoot root: Int) -> Int? {
    machineOfRoot.indices.contains(root) ? machineOfRoot[root] : nil
  }
}

extension EventValues {
  /// Hands the values of a field of names to `body` as places in its vocabulary, until enough.
  func visitMembers(
    of field: QueryField, of event: Int, in timeline: Timeline, _ body: (Int) -> Bool
  ) -> Bool {
    for change in timeline.log.changes(ofEventAt: event) {
      switch field {
      case .change: if body(Int(change.kind.rawValue)) { return true }
      case .provenance: if body(change.provenance.place) { return true }
      case .rule:
        if case .inferred(let rule) = change.provenance, body(Int(rule.rawValue)) { return true }
      case .lock: if let lock = change.lock(in: timeline.cast), body(lock) { return true }
      case .mode:
        guard change.kind == .lockHold || change.kind == .lockWait else { continue }
        for word in [change.old, change.new] {
          if let claim = LockClaim(word: word), body(QueryVocabulary.index(of: claim.mode)) {
            return true
          }
        }
      case .outcome:
        for fault in change.faults(in: timeline.cast) {
          if let outcome = timeline.cast.faults[fault].outcome,
            body(QueryVocabulary.index(of: outcome))
          {
            return true
          }
        }
      default: return false
      }
    }
    return false
  }
}

extension Provenance {
  /// The place of its word in the vocabulary.
  fileprivate var place: Int {
    switch self {
    case .observed: 0
    case .inferred: 1
    case .simulated: 2
    }
  }
}

/// Hands a signed number to a visitor.
private func hand(_ number: Int64, to body: (UInt64, UInt64) -> Bool) -> Bool {
  let ordinal = Intervals.ordinal(number)
  return body(ordinal, ordinal)
}
